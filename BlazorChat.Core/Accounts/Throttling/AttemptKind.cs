namespace BlazorChat.Core.Accounts.Throttling;

/// <summary>What is tried: each has counters of its own.</summary>
internal enum AttemptKind
{
    /// <summary>The password of a sign-in.</summary>
    SignIn,

    /// <summary>The code of an app, as the second step of a sign-in.</summary>
    SecondFactor,

    /// <summary>A recovery code, as the second step of a sign-in.</summary>
    RecoveryCode,

    /// <summary>A passkey.</summary>
    Passkey,

    /// <summary>The own password, asked for by somebody who is signed in.</summary>
    CurrentPassword,

    /// <summary>The secret of a link to set a password.</summary>
    Reset,

    /// <summary>The secret of an invitation.</summary>
    Invitation,

    /// <summary>A registration. What counts here are the accounts that were made, so a refused one is given back.</summary>
    Registration,
}
