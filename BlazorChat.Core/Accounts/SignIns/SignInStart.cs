namespace BlazorChat.Core.Accounts.SignIns;

/// <summary>How and where somebody signs in.</summary>
/// <param name="Method"><c>password</c>, <c>totp</c>, <c>recovery_code</c>, <c>passkey</c> or <c>registration</c>.</param>
/// <param name="Device">The browser's <c>User-Agent</c>; may be empty.</param>
/// <param name="Address">The network address; null where it is not known.</param>
/// <param name="Lifetime">After how long without use it ends.</param>
public sealed record SignInStart(string Method, string Device, string? Address, TimeSpan Lifetime)
{
    /// <summary>
    /// The account's security stamp when its password was checked, so that a password that is changed at this moment lets nobody in any more;
    /// null where that does not matter.
    /// </summary>
    public string? Stamp { get; init; }
}
