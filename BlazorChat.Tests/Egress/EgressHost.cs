using System.Net;
using System.Net.Sockets;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorChat.Tests.Egress;

/// <summary>The clients as a program registers them, with a name service and a configuration that the test makes.</summary>
internal sealed class EgressHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider _services;

    public EgressHost(params (string Key, string? Value)[] settings)
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => pair.Value)).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(Configuration)
            .AddSingleton<AddressResolver>((host, cancellationToken) =>
            {
                Lookups++;
                return Resolve(host, cancellationToken);
            })
            .AddEgress()
            .BuildServiceProvider();
    }

    public IConfigurationRoot Configuration { get; }

    /// <summary>The name service: every name is loopback, unless a test says otherwise.</summary>
    public AddressResolver Resolve { get; set; } = (_, _) => Task.FromResult(new[] { IPAddress.Loopback });

    public int Lookups { get; private set; }

    public IHttpClientFactory Http => _services.GetRequiredService<IHttpClientFactory>();

    public void ValidateAtStart() => _services.GetRequiredService<IStartupValidator>().Validate();

    public void Change(string key, string? value)
    {
        Configuration[key] = value;
        Configuration.Reload();
    }

    public static ProviderConnection Connection(Uri url, bool isUser) =>
        new("lab", "openai-compatible", url, "sk-1", []) { OwnerId = isUser ? Guid.Empty : null };

    /// <summary>Sends one GET as a connection of a user, or else of the server, would.</summary>
    public async Task<HttpStatusCode> GetAsync(string url, bool isUser)
    {
        using var client = Http.CreateClient(Connection(new Uri(url), isUser));
        using var response = await client.GetAsync(new Uri(url)).WaitAsync(Patience);
        return response.StatusCode;
    }

    /// <summary>Asks a model at the address and gives the failure.</summary>
    public async Task<ProviderException> FailAsync(string url, bool isUser, TimeSpan? connect = null)
    {
        var connection = Connection(new Uri(url), isUser);
        if (connect is { } limit) connection = connection with { Timeouts = new ProviderTimeouts { Connect = limit } };
        using var client = new OpenAICompatibleProvider(Http, TimeProvider.System).CreateClient(connection, "m-1");
        return await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("hi").WaitAsync(Patience));
    }

    /// <summary>A port of loopback where nothing listens.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
