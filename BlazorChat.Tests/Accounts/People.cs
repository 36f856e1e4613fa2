using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Accounts.Removal;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorChat.Tests.Accounts;

/// <summary>A server's accounts on a database of their own, with one admin who is signed in, and settings that the test may change.</summary>
internal sealed class People : IAsyncDisposable
{
    public const string Password = "a long password";
    private readonly TestDatabase _database;

    private People(TestDatabase database, IConfigurationRoot settings) => (_database, Settings) = (database, settings);

    public IConfigurationRoot Settings { get; }

    public FakeTimeProvider Time { get; private init; } = default!;

    public IServiceProvider Services => _database.Services;

    public Database Database => _database.Database;

    public UserAdministration Administration => Get<UserAdministration>();

    public UserDirectory Directory => Get<UserDirectory>();

    public InvitationStore Invitations => Get<InvitationStore>();

    public Registration Registration => Get<Registration>();

    public AccountRemovalWorker Removal => Services.GetServices<IHostedService>().OfType<AccountRemovalWorker>().Single();

    /// <summary>The first account.</summary>
    public Caller Ada { get; private set; } = default!;

    public Actor Admin => Actor.Of(Ada);

    public static async Task<People> StartAsync(DatabaseKind kind, Action<IServiceCollection>? change = null, bool isEmpty = false)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection().Build();
        var time = new FakeTimeProvider();
        var database = await TestDatabase.CreateAsync(kind, services =>
        {
            services.AddSingleton<TimeProvider>(time).AddSingleton<IConfiguration>(settings).AddAccounts().AddSessions().AddAdministration()
                .Configure<PasswordHasherOptions>(options => options.IterationCount = 1)
                .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
                .AddSingleton<SetupCode>()
                .AddSingleton(provider => MasterKey.Load(settings, provider.GetRequiredService<DataFolder>()))
                .AddSingleton<ISetupCodePolicy>(new NoSetupCode());
            change?.Invoke(services);
        });
        var people = new People(database, settings) { Time = time };
        if (isEmpty) return people;
        var ada = await people.Registration.RegisterAsync(new("ada", "ada@example.org", Password, null), TestTimeout.Token);
        people.Ada = await people.SignInAsync(ada.UserId!.Value);
        return people;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public Task<Guid> AddAsync(string name, bool isAdmin = false) =>
        Administration.CreateAsync(Actor.CommandLine, new NewUser(name, $"{name}@example.org", Password, isAdmin), TestTimeout.Token);

    public async Task<Caller> SignInAsync(Guid userId) =>
        new(userId) { SignInId = await Get<SignInStore>().BeginAsync(userId, new SignInStart("password", "", null, TimeSpan.FromDays(1)), TestTimeout.Token) };

    public async Task<ApplicationUser?> FindAsync(Guid userId) => await Database.ReadAsync(context => context.Users.SingleOrDefaultAsync(user => user.Id == userId), TestTimeout.Token);

    public Task<List<AuditEntry>> AuditAsync(string action) =>
        Database.ReadAsync(context => context.Set<AuditEntry>().Where(entry => entry.Action == action).OrderBy(entry => entry.Id).ToListAsync(), TestTimeout.Token);

    public Task<int> SignInsAsync(Guid userId) => Database.ReadAsync(context => context.Set<SignIn>().CountAsync(row => row.UserId == userId), TestTimeout.Token);

    public Task<int> ActiveAdminsAsync() => Database.ReadAsync(context => context.Users.CountAsync(user => user.IsAdmin && user.State == AccountState.Active), TestTimeout.Token);

    /// <summary>Changes settings as an edit of the file would.</summary>
    public void Set(params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings) Settings[key] = value;
        Settings.Reload();
    }

    /// <summary>The secret of a link, which is newer than those before.</summary>
    public async Task<string> InviteAsync(int uses = 1, bool makesAdmin = false, TimeSpan? lifetime = null)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return SecretOf(await Invitations.CreateAsync(Admin, new InvitationDraft("for tests", lifetime ?? InvitationStore.DefaultLifetime, uses, makesAdmin), TestTimeout.Token));
    }

    public static string SecretOf(NewInvitation invitation) => invitation.Path.Split('=')[1];

    /// <summary>Asserts that it is refused, and how.</summary>
    public static async Task<RefusedException> RefusedAsync(string code, Func<Task> work)
    {
        var exception = await Assert.ThrowsAsync<RefusedException>(work);
        Assert.Equal(code, exception.Code);
        return exception;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private sealed class NoSetupCode : ISetupCodePolicy
    {
        public bool IsRequired => false;
    }
}
