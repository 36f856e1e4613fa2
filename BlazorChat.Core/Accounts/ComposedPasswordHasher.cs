using System.Text;
using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Accounts;

/// <summary>
/// Brings a password to Unicode's composed form (NFC) before it is hashed or compared, so that an accent typed on another system's keyboard is
/// the same password.
/// </summary>
internal sealed class ComposedPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<ApplicationUser>(options)
{
    public override string HashPassword(ApplicationUser user, string password) => base.HashPassword(user, Compose(password));

    public override PasswordVerificationResult VerifyHashedPassword(ApplicationUser user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Compose(providedPassword));

    /// <summary>The composed form.</summary>
    internal static string Compose(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return password; // Half a surrogate pair has no composed form.
        }
    }
}
