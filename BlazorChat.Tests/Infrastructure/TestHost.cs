using BlazorChat.Core.Data;
using BlazorChat.Core.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>The whole program in this process, on a data folder of its own. What is set before the first use holds.</summary>
public abstract class TestHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly TempFolder _temp = new();
    private string? _postgres;

    /// <summary>Settings by their name, e.g. <c>Database:Provider</c>.</summary>
    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["Ollama:Discover"] = "false", // Whatever runs on this machine is none of the tests' business.
        ["Titles:Model"] = "off", // A test counts the calls that it causes itself.
    };

    /// <summary>Changes the services, after the program's own registrations.</summary>
    public Action<IServiceCollection> Change { get; set; } = _ => { };

    /// <summary>The database; SQLite unless a fixture says otherwise.</summary>
    public DatabaseKind Database { get; init; }

    /// <summary>The data folder's path.</summary>
    public string DataFolder => _temp["data"];

    /// <summary>Starts the program and waits until it is ready.</summary>
    public virtual async Task InitializeAsync()
    {
        await StartAsync();
        await WhenReadyAsync();
    }

    /// <summary>Starts the program; it may not be ready yet.</summary>
    public async Task StartAsync()
    {
        if (Database == DatabaseKind.Postgres) Settings["Database:ConnectionString"] = _postgres = await PostgresServer.CreateDatabaseAsync();
        if (Database == DatabaseKind.Postgres) Settings["Database:Provider"] = "postgres";
        Start();
    }

    /// <summary>Waits until it is ready.</summary>
    public Task WhenReadyAsync() => Services.GetRequiredService<StartupState>().WhenReadyAsync(TestTimeout.Token);

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_postgres is not null) await PostgresServer.DropDatabaseAsync(_postgres);
        _temp.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Builds and starts the host.</summary>
    protected abstract void Start();

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment("Production");
        builder.UseSetting("BlazorChat:DataFolder", DataFolder);
        foreach (var (name, value) in Settings) builder.UseSetting(name, value);
        builder.ConfigureTestServices(services => Change(services));
    }
}
