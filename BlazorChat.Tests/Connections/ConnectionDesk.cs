using BlazorChat.Core.Data;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Connections;

/// <summary>The connections on a database of their own, with two users and an admin.</summary>
internal sealed class ConnectionDesk : IAsyncDisposable
{
    public const string Key = "sk-canary-1234567890abcd";
    private readonly TestDatabase _database;

    private ConnectionDesk(TestDatabase database) => _database = database;

    public Caller Ann { get; } = new(Guid.CreateVersion7());

    public Caller Bob { get; } = new(Guid.CreateVersion7());

    public Caller Admin { get; } = new(Guid.CreateVersion7());

    public TestDatabase TestDatabase => _database;

    public Database Database => _database.Database;

    public DataFolder Folder => _database.Folder;

    public ConnectionStore Store => Get<ConnectionStore>();

    public ConnectionRegistry Registry => Get<ConnectionRegistry>();

    public UserModels Models => Get<UserModels>();

    public static Task<ConnectionDesk> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite, params (string Key, string? Value)[] settings) => OpenAsync(kind, _ => { }, settings);

    public static async Task<ConnectionDesk> OpenAsync(DatabaseKind kind, Action<IServiceCollection> change, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
        var database = await TestDatabase.CreateAsync(kind, services => change(services
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(provider => MasterKey.Load(configuration, provider.GetRequiredService<DataFolder>()))
            .AddProviders().AddStoredConnections()
            .AddSingleton<IProviderKind>(new ScriptedProvider())));
        var desk = new ConnectionDesk(database);
        await desk.AddUsersAsync();
        return desk;
    }

    /// <summary>The same data as a server with these settings would find it after a restart.</summary>
    public ServiceProvider Restart(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(Folder).AddData(_database.Settings).AddSingleton<IConfiguration>(configuration)
            .AddSingleton(provider => MasterKey.Load(configuration, provider.GetRequiredService<DataFolder>()))
            .AddProviders().AddStoredConnections().AddSingleton<IProviderKind>(new ScriptedProvider());
        return services.BuildServiceProvider();
    }

    public static ConnectionDraft Draft(string name = "mine", string? key = Key, string? url = "https://llm.example.org/v1") => new(name, "openai-compatible") { ApiKey = key, BaseUrl = url };

    public Task<ConnectionView> AddAsync(Caller caller, ConnectionDraft? draft = null, ConnectionScope scope = ConnectionScope.Mine) =>
        Store.CreateAsync(caller, scope, draft ?? Draft(), TestTimeout.Token);

    public Task<IReadOnlyList<ConnectionView>> ListAsync(Caller caller, ConnectionScope scope = ConnectionScope.Mine) => Store.ListAsync(caller, scope, TestTimeout.Token);

    /// <summary>The code of the first error of a request that is refused for its fields.</summary>
    public static async Task<(string Field, string Code)> ErrorOfAsync(Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(act);
        var error = Assert.Single(refused.Errors);
        return (error.Field, error.Code);
    }

    public T Get<T>() where T : notnull => _database.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task AddUsersAsync() => Database.WriteAsync(
        context =>
        {
            foreach (var (caller, name) in new[] { (Ann, "ANN"), (Bob, "BOB"), (Admin, "ADMIN") })
            {
                context.Add(new ApplicationUser { Id = caller.UserId, UserName = name, NormalizedUserName = name, Email = name, NormalizedEmail = name, IsAdmin = name == "ADMIN" });
            }

            return Task.CompletedTask;
        },
        TestTimeout.Token);
}
