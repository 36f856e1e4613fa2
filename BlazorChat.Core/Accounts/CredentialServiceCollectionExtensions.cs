using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.PasswordResets;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Accounts.SecurityEvents;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorChat.Core.Accounts;

/// <summary>Registers what accounts are opened by: passwords, codes, passkeys and reset links, and what holds up who guesses them.</summary>
internal static class CredentialServiceCollectionExtensions
{
    public static IServiceCollection AddCredentials(this IServiceCollection services)
    {
        services.AddSingleton(provider => new AttemptLimits(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PasswordGate>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<CurrentPassword>();
        services.TryAddSingleton<SecretBox>();
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<ISealedSecrets>(provider => provider.GetRequiredService<TotpSecrets>());
        services.AddSingleton(provider => new CredentialStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountAccess>(), provider.GetRequiredService<CurrentPassword>(),
            provider.GetRequiredService<PasswordHashing>(), provider.GetRequiredService<Revocation>(), provider.GetRequiredService<AuditLog>()));
        services.AddSingleton(provider => new PasswordResetStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AttemptLimits>(), provider.GetRequiredService<PasswordHashing>(),
            provider.GetRequiredService<Revocation>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SecondFactorStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountAccess>(), provider.GetRequiredService<CurrentPassword>(),
            provider.GetRequiredService<TotpSecrets>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PasskeyStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountAccess>(), provider.GetRequiredService<CurrentPassword>(), provider.GetRequiredService<AuditLog>()));
        services.AddSingleton(provider => new SecurityEventStore(provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountAccess>()));
        services.AddSingleton(provider => new SecondFactorSignIn(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<TotpSecrets>(), provider.GetRequiredService<AttemptLimits>(),
            provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new PasswordSignIn(
            provider.GetRequiredService<UserManager<ApplicationUser>>(), provider.GetRequiredService<Database>(), provider.GetRequiredService<PasswordGate>(),
            provider.GetRequiredService<AttemptLimits>(), provider.GetRequiredService<AuditLog>()));
        services.AddScoped(provider => new PasskeySignIn(
            provider.GetRequiredService<SignInManager<ApplicationUser>>(), provider.GetRequiredService<PasskeyStore>(), provider.GetRequiredService<AttemptLimits>()));
        // A passkey without the user's own verification would be one factor only.
        services.Configure<IdentityPasskeyOptions>(options => options.UserVerificationRequirement = "required");
        return services;
    }
}
