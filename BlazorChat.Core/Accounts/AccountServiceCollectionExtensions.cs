using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.Profiles;
using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Accounts;

/// <summary>Registers accounts: Identity with our rules, and the registration. The cookies are the web project's.</summary>
public static class AccountServiceCollectionExtensions
{
    /// <summary>Rounds of PBKDF2 for a password; older hashes are renewed at the next login. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html</summary>
    public const int PasswordIterations = 600_000;

    /// <summary>Adds them. Needs the database, data protection and an <see cref="Security.ISetupCodePolicy"/>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddAudit();
        services.AddIdentityCore<ApplicationUser>(Configure)
            .AddUserStore<AccountUserStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddErrorDescriber<IdentityErrorDescriber>()
            .AddUserValidator<AccountValidator>()
            .AddPasswordValidator<PasswordRulesValidator>()
            .AddClaimsPrincipalFactory<AdminClaims>();
        services.AddScoped<IPasswordHasher<ApplicationUser>, ComposedPasswordHasher>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordIterations);
        // For a device that is remembered at the second factor; what a cookie is worth, its sign-in says.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAccess();
        services.AddHostedService<AccountWatch>();
        services.AddHostedService<ExpiredSignIns>();
        services.AddSingleton(provider => new SignInStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountAccess>(), provider.GetRequiredService<Revocation>(),
            provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ProfileStore(provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountAccess>(), provider.GetRequiredService<AuditLog>()));
        services.AddSingleton(provider => new AccountList(provider.GetRequiredService<Database>()));
        services.AddCredentials();
        return services.AddAccountAdministration();
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = AccountRules.UserNameCharacters;
        // Length is what counts; rules about kinds of characters make passwords worse. NIST SP 800-63B, 3.1.1.2
        options.Password = new PasswordOptions
        {
            RequiredLength = AccountRules.MinPasswordLength,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 1,
        };
        options.Lockout.AllowedForNewUsers = false; // AttemptLimits holds up whoever guesses, without holding up everybody else.
    }
}
