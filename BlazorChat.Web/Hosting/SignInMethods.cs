using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace BlazorChat.Web.Hosting;

/// <summary>By what somebody signed in.</summary>
internal static class SignInMethods
{
    /// <summary>The item of the properties in which a page says it.</summary>
    public const string Item = "method";

    private const string Password = "password";
    private static readonly string[] Known = [Password, "totp", "recovery_code", "passkey", "registration"];

    /// <summary>What the page said, else what Identity says in its claim (RFC 8176), else a password.</summary>
    public static string Of(AuthenticationProperties properties, ClaimsPrincipal principal)
    {
        if (properties.Items.TryGetValue(Item, out var said) && Known.Contains(said)) return said!;
        return principal.FindFirstValue("amr") switch
        {
            "hwk" or "swk" => "passkey",
            "mfa" or "otp" => "totp",
            { } word when Known.Contains(word) => word,
            _ => Password,
        };
    }
}
