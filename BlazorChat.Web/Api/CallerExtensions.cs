using System.Security.Claims;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Security;

namespace BlazorChat.Web.Api;

/// <summary>Reads who is asking from a signed-in principal.</summary>
internal static class CallerExtensions
{
    /// <exception cref="InvalidOperationException">The principal has no account's id: it is not signed in.</exception>
    public static Caller ToCaller(this ClaimsPrincipal principal) =>
        AccountClaims.CallerOf(principal) ?? throw new InvalidOperationException("There is no account in this request.");
}
