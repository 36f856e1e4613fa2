using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

/// <summary>A database with two accounts, Ann and Bob, and a clock that stands still.</summary>
internal sealed class AccountDesk : IAsyncDisposable
{
    public const string Password = "a long password";
    private readonly TestDatabase _database;

    private AccountDesk(TestDatabase database, ManualTime time) => (_database, Time) = (database, time);

    public ManualTime Time { get; }

    public Caller Ann { get; private set; } = default!;

    public Caller Bob { get; private set; } = default!;

    public static async Task<AccountDesk> OpenAsync(DatabaseKind kind, Action<IServiceCollection>? change = null)
    {
        var time = new ManualTime();
        var database = await TestDatabase.CreateAsync(kind, services =>
        {
            services
                .AddSingleton<TimeProvider>(time)
                .AddAccounts()
                .Configure<PasswordHasherOptions>(options => options.IterationCount = 1)
                .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
                .AddSingleton(provider => MasterKey.Load(new ConfigurationManager(), provider.GetRequiredService<DataFolder>()));
            change?.Invoke(services);
        });
        var desk = new AccountDesk(database, time);
        desk.Ann = await desk.AddAsync("ann");
        desk.Bob = await desk.AddAsync("bob");
        return desk;
    }

    public T Get<T>() where T : notnull => _database.Services.GetRequiredService<T>();

    public Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> query) => _database.Database.ReadAsync(query, TestTimeout.Token);

    public Task WriteAsync(Func<AppDbContext, Task> work) => _database.Database.WriteAsync(work, TestTimeout.Token);

    /// <summary>Runs with the services of a request.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _database.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<SignInAnswer> SignInAsync(string name, string password, AttemptSource? source = null) =>
        InScopeAsync(services => services.GetRequiredService<PasswordSignIn>().CheckAsync(name, password, source ?? AttemptSource.Unknown, TestTimeout.Token));

    public Task<List<string>> ActionsAsync() => ReadAsync(context => context.Set<AuditEntry>().OrderBy(row => row.Id).Select(row => row.Action).ToListAsync());

    /// <summary>A sign-in of an account, as the cookie would have it.</summary>
    public async Task<Caller> WithSignInAsync(Caller caller)
    {
        var row = new SignIn { Id = Guid.CreateVersion7(), UserId = caller.UserId, Method = "password", CreatedAt = Time.GetUtcNow(), LastUsedAt = Time.GetUtcNow(), ExpiresAt = Time.GetUtcNow().AddDays(14) };
        await WriteAsync(context => { context.Add(row); return Task.CompletedTask; });
        Get<AccountAccess>().Forget(caller.UserId);
        return caller with { SignInId = row.Id };
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>What is refused: the first field's code, else the code of the whole.</summary>
    public static async Task<string> RefusalOfAsync(Func<Task> work)
    {
        var exception = await Assert.ThrowsAsync<RefusedException>(work);
        return exception.Errors is [var error, ..] ? error.Code : exception.Code;
    }

    private async Task<Caller> AddAsync(string name)
    {
        var user = new ApplicationUser { Id = Guid.CreateVersion7(), UserName = name, Email = $"{name}@example.org", CreatedAt = Time.GetUtcNow() };
        var made = await InScopeAsync(services => services.GetRequiredService<UserManager<ApplicationUser>>().CreateAsync(user, Password));
        Assert.True(made.Succeeded, made.ToString());
        return new Caller(user.Id);
    }
}
