using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Access;

/// <summary>Accounts with their sign-ins on a database of their own, at a time that the test sets.</summary>
internal sealed class AccessDesk : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private AccessDesk(TestDatabase database, FakeTimeProvider time) => (_database, Time) = (database, time);

    public FakeTimeProvider Time { get; }

    public Database Database => _database.Database;

    public AccountAccess Access => Get<AccountAccess>();

    public AccountEvents Events => Get<AccountEvents>();

    public SignInStore SignIns => Get<SignInStore>();

    public Revocation Revocation => Get<Revocation>();

    public static async Task<AccessDesk> OpenAsync(DatabaseKind kind, Action<IServiceCollection>? change = null)
    {
        var time = new FakeTimeProvider();
        return new AccessDesk(
            await TestDatabase.CreateAsync(kind, services =>
            {
                services.AddAccounts().AddSingleton<TimeProvider>(time);
                change?.Invoke(services);
            }),
            time);
    }

    public T Get<T>() where T : notnull => _database.Services.GetRequiredService<T>();

    public T Service<T>() where T : class => _database.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<T>().Single();

    /// <summary>Makes an account; nobody is signed in to it.</summary>
    public Task<Guid> AddAccountAsync(bool isAdmin = false) => AddAccountAsync(Database, isAdmin);

    public static async Task<Guid> AddAccountAsync(Database database, bool isAdmin = false)
    {
        var user = new ApplicationUser { Id = Guid.CreateVersion7(), IsAdmin = isAdmin, SecurityStamp = "stamp" };
        user.UserName = user.NormalizedUserName = user.Email = user.NormalizedEmail = $"U{user.Id:N}";
        await database.WriteAsync(context => { context.Add(user); return Task.CompletedTask; }, TestTimeout.Token);
        return user.Id;
    }

    /// <summary>Makes an account, and signs in to it.</summary>
    public async Task<Caller> SignInAsync(bool isAdmin = false) => await SignInAsync(await AddAccountAsync(isAdmin));

    public async Task<Caller> SignInAsync(Guid userId) => new(userId) { SignInId = await SignIns.BeginAsync(userId, Start(), TestTimeout.Token), Address = "192.0.2.1" };

    public static SignInStart Start(string device = "Firefox/140.0") => new("password", device, "192.0.2.1", TimeSpan.FromDays(14));

    /// <summary>As an admin would do it, here or, without being told of, in another process.</summary>
    public async Task DisableAsync(Guid userId, bool elsewhere = false)
    {
        await Database.WriteAsync(
            async context =>
            {
                await context.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(update => update.SetProperty(user => user.State, AccountState.Disabled));
                await Revocation.EndAsync(context, userId, null, TestTimeout.Token);
            },
            TestTimeout.Token);
        if (!elsewhere) await Revocation.TellAsync(userId, endsAnswers: true);
    }

    public Task<bool> IsValidAsync(Caller caller) => Access.IsValidAsync(caller, TestTimeout.Token).AsTask();

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
