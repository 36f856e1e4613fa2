using BlazorChat.Core.Data;

namespace BlazorChat.Core.Accounts;

/// <summary>How a step of a sign-in ended.</summary>
public enum SignInOutcome
{
    /// <summary>It may be signed in.</summary>
    Right,

    /// <summary>The password is right, and a code is asked for as well.</summary>
    NeedsCode,

    /// <summary>Unknown, wrong or locked: whoever tries is not told which.</summary>
    Refused,

    /// <summary>The password is right, but an admin has to approve the account first.</summary>
    Pending,

    /// <summary>The password is right, but the account is disabled.</summary>
    Disabled,

    /// <summary>There were too many wrong tries from that address; nothing was looked at.</summary>
    AddressPaused,

    /// <summary>Too many try at once; nothing was looked at.</summary>
    Busy,
}

/// <summary>What became of a step of a sign-in.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Method">By what, for the list of sign-ins: <c>password</c>, <c>totp</c>, <c>recovery_code</c> or <c>passkey</c>.</param>
public sealed record SignInAnswer(SignInOutcome Outcome, string Method)
{
    /// <summary>Who; null unless it is <see cref="SignInOutcome.Right"/> or <see cref="SignInOutcome.NeedsCode"/>.</summary>
    public SignInStep? Step { get; init; }

    /// <summary>How long to wait, where it is for that.</summary>
    public TimeSpan RetryAfter { get; init; }
}

/// <summary>Whose password was right.</summary>
/// <param name="UserId">The account.</param>
/// <param name="Proof">Tells the password that was given from later ones: after a change of it the step is worth nothing. Null where none was asked for.</param>
public sealed record SignInStep(Guid UserId, string? Proof)
{
    /// <summary>Whether the account has the password still that it had at this step.</summary>
    public bool Holds(ApplicationUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Id == UserId && (Proof is null || Proof == SignInRules.ProofOf(user));
    }
}
