using BlazorChat.Core.Providers;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Tests.Providers;

/// <summary>The providers as a program registers them, over a configuration that the test can change.</summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Source _source = new();

    public ProviderHost(IEnumerable<(string Key, string? Value)> settings, Action<IConfigurationBuilder>? configure = null, params IProviderKind[] kinds)
    {
        _source.Replace(settings);
        var builder = new ConfigurationBuilder();
        configure?.Invoke(builder);
        Configuration = builder.Add(_source).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration).AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddProviders();
        foreach (var kind in kinds) services.AddSingleton(kind);
        _services = services.BuildServiceProvider();
    }

    public IConfigurationRoot Configuration { get; }

    public FakeTimeProvider Time { get; } = new();

    public LogLines Logs { get; } = new();

    public ConnectionRegistry Registry => _services.GetRequiredService<ConnectionRegistry>();

    public ModelCatalog Catalog => _services.GetRequiredService<ModelCatalog>();

    public ChatClientFactory Factory => _services.GetRequiredService<ChatClientFactory>();

    public IHostedService Refresher => _services.GetServices<IHostedService>().Single(service => service.GetType().Name == "ModelListRefresher");

    /// <summary>The settings of one entry of the list.</summary>
    public static IEnumerable<(string Key, string? Value)> Connection(int index, params (string Setting, string? Value)[] settings) =>
        settings.Select(setting => ($"Connections:{index}:{setting.Setting}", setting.Value));

    /// <summary>Runs what a host runs before it starts: every validation.</summary>
    public void ValidateAtStart() => _services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();

    public void Change(IEnumerable<(string Key, string? Value)> settings)
    {
        _source.Replace(settings);
        Configuration.Reload();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Source : IConfigurationSource
    {
        private Dictionary<string, string?> _settings = [];

        public void Replace(IEnumerable<(string Key, string? Value)> settings) => _settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(this);

        private sealed class Provider(Source source) : ConfigurationProvider
        {
            public override void Load() => Data = new Dictionary<string, string?>(source._settings, StringComparer.OrdinalIgnoreCase);
        }
    }
}
