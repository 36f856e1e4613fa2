using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Administration;

/// <summary>What admins have, on a database of its own, with two admins and a user, and a configuration.</summary>
internal sealed class AdminDesk : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private AdminDesk(TestDatabase database, ManualTime time) => (_database, Time) = (database, time);

    public Caller Ada { get; } = new(Guid.CreateVersion7()) { Address = "192.0.2.7" };

    public Caller Alan { get; } = new(Guid.CreateVersion7());

    public Caller Bob { get; } = new(Guid.CreateVersion7());

    public ManualTime Time { get; }

    public Database Database => _database.Database;

    public DatabaseSettings DatabaseSettings => _database.Settings;

    public ServerSettingsStore Settings => Get<ServerSettingsStore>();

    public AuditTrail Trail => Get<AuditTrail>();

    public AuditLog Log => Get<AuditLog>();

    public IConfiguration Configuration => Get<IConfiguration>();

    public static Task<AdminDesk> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite, params (string Key, string? Value)[] settings) => OpenAsync(kind, _ => { }, settings);

    public static async Task<AdminDesk> OpenAsync(DatabaseKind kind, Action<IServiceCollection> change, params (string Key, string? Value)[] settings)
    {
        var time = new ManualTime();
        var source = new StoredSettingsSource();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Add(source).Build();
        var database = await TestDatabase.CreateAsync(kind, services =>
        {
            services.AddSingleton(source).AddSingleton<IConfiguration>(configuration).AddEgress().AddServerSettings();
            services.AddOptions<GenerationOptions>().Bind(configuration.GetSection(GenerationOptions.Section)).ValidateDataAnnotations();
            services.AddSingleton<LiveOptions<GenerationOptions>>();
            services.AddSingleton(provider => new AccountAccess(provider.GetRequiredService<Database>(), TimeProvider.System));
            services.AddSingleton(provider => new AuditTrail(provider.GetRequiredService<AuditReader>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<AccountAccess>()));
            services.AddSingleton<TimeProvider>(time);
            change(services);
        });
        var desk = new AdminDesk(database, time);
        await desk.AddUsersAsync();
        return desk;
    }

    public T Get<T>() where T : notnull => _database.Services.GetRequiredService<T>();

    /// <summary>What a start does.</summary>
    public Task LoadAsync() => Get<StoredSettings>().ReloadAsync(TestTimeout.Token);

    public Task AppendAsync(string action, string subject = "", string? details = null, Actor? actor = null) =>
        Log.AppendAsync(actor ?? Actor.Of(Ada), action, new AuditSubject(null, subject), details, TestTimeout.Token);

    public Task<AuditPage> SearchAsync(AuditFilter? filter = null, AuditPlace? after = null, int limit = 50) => Trail.SearchAsync(Ada, filter ?? AuditFilter.All, after, limit, TestTimeout.Token);

    public Task SaveAsync(string key, string? value, string? read = null, Caller? caller = null) =>
        Settings.SaveAsync(caller ?? Ada, [new ServerSettingChange(key, value, read)], TestTimeout.Token);

    public async Task<ServerSettingView> SettingAsync(string key) => (await Settings.ListAsync(Ada, TestTimeout.Token)).Single(view => view.Setting.Key == key);

    public Task StoreAsync(string key, string value) => Database.WriteAsync(
        context =>
        {
            context.Add(new StoredSetting { Key = key, Value = value, ChangedAt = Time.GetUtcNow(), ChangedBy = "somebody" });
            return Task.CompletedTask;
        },
        TestTimeout.Token);

    public Task DeleteAsync(Caller user) => Database.WriteAsync(context => context.Users.Where(row => row.Id == user.UserId).ExecuteDeleteAsync(), TestTimeout.Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task AddUsersAsync() => Database.WriteAsync(
        context =>
        {
            foreach (var (caller, name) in new[] { (Ada, "ada"), (Alan, "alan"), (Bob, "bob") })
            {
                context.Add(new ApplicationUser { Id = caller.UserId, UserName = name, NormalizedUserName = name.ToUpperInvariant(), Email = name, NormalizedEmail = name, IsAdmin = name != "bob" });
            }

            return Task.CompletedTask;
        },
        TestTimeout.Token);
}
