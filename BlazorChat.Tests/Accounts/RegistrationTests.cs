using BlazorChat.Core.Accounts;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

public sealed class RegistrationTests
{
    private const string Password = "a long password";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Register_AHundredAtOnce_MakesOneAdminAndOneAccount(DatabaseKind kind)
    {
        await using var database = await CreateAsync(kind);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var tries = Enumerable.Range(0, 100).Select(async number =>
        {
            await start.Task;
            return await RegisterAsync(database, new($"user{number}", $"user{number}@example.org", Password, null));
        }).ToList();
        start.SetResult();
        var results = await Task.WhenAll(tries);

        var winner = Assert.Single(results, result => result.UserId is not null);
        Assert.All(results.Where(result => result != winner), result => Assert.Equal("registration_closed", Assert.Single(result.Errors).Code));
        var user = Assert.Single(await database.Database.ReadAsync(context => context.Users.ToListAsync(), TestTimeout.Token));
        Assert.Equal((winner.UserId, true), (user.Id, user.IsAdmin));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Register_AfterTheFirst_IsClosed(DatabaseKind kind)
    {
        await using var database = await CreateAsync(kind);
        Assert.True(await IsOpenAsync(database));
        Assert.NotNull((await RegisterAsync(database, new("ann", "ann@example.org", Password, null))).UserId);

        var second = await RegisterAsync(database, new("bob", "bob@example.org", Password, null));

        Assert.Equal("registration_closed", Assert.Single(second.Errors).Code);
        Assert.False(await IsOpenAsync(database));
    }

    [Theory]
    [InlineData("ab", "a@example.org", Password, "user_name", "InvalidUserName")]
    [InlineData("an n", "a@example.org", Password, "user_name", "InvalidUserName")]
    [InlineData("аnn", "a@example.org", Password, "user_name", "InvalidUserName")] // A Cyrillic letter.
    [InlineData("ann", "a@", Password, "email", "InvalidEmail")]
    [InlineData("ann", "a b@example.org", Password, "email", "InvalidEmail")]
    [InlineData("ann", "a@exampıe.org", Password, "email", "InvalidEmail")] // A dotless i, which becomes I in capitals.
    [InlineData("ann", "a@example.org\r\nBcc: x@y", Password, "email", "InvalidEmail")]
    [InlineData("ann", "a@example.org", "1234567", "password", "PasswordTooShort")]
    public async Task Register_WrongField_SaysWhichAndWhy(string userName, string email, string password, string field, string code)
    {
        await using var database = await CreateAsync(DatabaseKind.Sqlite);

        var result = await RegisterAsync(database, new(userName, email, password, null));

        Assert.Null(result.UserId);
        Assert.Contains(result.Errors, error => (error.Field, error.Code) == (field, code));
        Assert.True(await IsOpenAsync(database));
    }

    [Fact]
    public async Task Register_EverythingWrong_SaysEverythingAtOnce()
    {
        await using var database = await CreateAsync(DatabaseKind.Sqlite);

        var result = await RegisterAsync(database, new("", "", new string('x', 129), null));

        Assert.Equal(["email", "password", "user_name"], result.Errors.Select(error => error.Field).Distinct().Order());
    }

    [Fact]
    public async Task Register_CodeRequired_WantsTheRightOne()
    {
        await using var database = await CreateAsync(DatabaseKind.Sqlite, codeRequired: true);
        var code = database.Services.GetRequiredService<SetupCode>().Ensure();

        Assert.Equal("setup_code_wrong", Assert.Single((await RegisterAsync(database, new("ann", "ann@example.org", Password, null))).Errors).Code);
        Assert.Equal("setup_code_wrong", Assert.Single((await RegisterAsync(database, new("ann", "ann@example.org", Password, "AAAA-AAAA-AAAA"))).Errors).Code);
        Assert.NotNull((await RegisterAsync(database, new("ann", "ann@example.org", Password, code))).UserId);
        Assert.False(File.Exists(database.Folder.SetupCodeFile));
    }

    [Fact]
    public async Task Password_ComposedOrDecomposed_IsTheSame()
    {
        await using var database = await CreateAsync(DatabaseKind.Sqlite);
        await RegisterAsync(database, new("ann", "ann@example.org", "cafe\u0301 creme", null));
        await using var scope = database.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>();
        var ann = await users.FindByEmailAsync("ANN@EXAMPLE.ORG");

        Assert.True(await users.CheckPasswordAsync(ann!, "caf\u00e9 creme"));
        Assert.False(await users.CheckPasswordAsync(ann!, "cafe creme"));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Account_AddressTakenBehindIdentitysBack_IsRefusedByTheDatabase(DatabaseKind kind)
    {
        await using var database = await CreateAsync(kind);
        await RegisterAsync(database, new("ann", "ann@example.org", Password, null));

        var exception = await Assert.ThrowsAsync<DbUpdateException>(() => database.Database.WriteAsync(
            context => { context.Add(new ApplicationUser { Id = Guid.CreateVersion7(), UserName = "bob", NormalizedUserName = "BOB", NormalizedEmail = "ANN@EXAMPLE.ORG" }); return Task.CompletedTask; }, TestTimeout.Token));

        Assert.True(DatabaseErrors.IsUniqueViolation(exception));
    }

    [Fact]
    public void Passwords_AreHashedWithEnoughRounds()
    {
        var options = new ServiceCollection().AddAccounts().BuildServiceProvider().GetRequiredService<Microsoft.Extensions.Options.IOptions<PasswordHasherOptions>>();

        Assert.True(options.Value.IterationCount >= 600_000);
        Assert.Equal(PasswordHasherCompatibilityMode.IdentityV3, options.Value.CompatibilityMode);
    }

    private static async Task<TestDatabase> CreateAsync(DatabaseKind kind, bool codeRequired = false) => await TestDatabase.CreateAsync(kind, services => services
        .AddAccounts()
        .Configure<PasswordHasherOptions>(options => options.IterationCount = 1) // A hundred real hashes would take minutes.
        .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
        .AddSingleton<SetupCode>()
        .AddSingleton<ISetupCodePolicy>(new Policy(codeRequired)));

    private static async Task<RegistrationResult> RegisterAsync(TestDatabase database, RegistrationRequest request)
    {
        await using var scope = database.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Registration>().RegisterAsync(request, TestTimeout.Token);
    }

    private static async Task<bool> IsOpenAsync(TestDatabase database)
    {
        await using var scope = database.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Registration>().IsOpenAsync(TestTimeout.Token);
    }

    private sealed class Policy(bool required) : ISetupCodePolicy
    {
        public bool IsRequired => required;
    }
}
