namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>A secret that an app is to take, and that is kept nowhere until a code of that app has confirmed it.</summary>
/// <param name="Secret">The secret in base 32, to be typed.</param>
/// <param name="Uri">The same as an address, to be shown as a QR code.</param>
public sealed record TotpSetup(string Secret, string Uri)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(TotpSetup);
}
