using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>
/// A sign-in by passkey. It is possession and, because user verification is required, knowledge or body as well, so no code is asked for. Nobody can
/// guess one, so no account is held up by wrong ones, only addresses. Scoped.
/// </summary>
public sealed class PasskeySignIn
{
    private const string Method = "passkey";

    /// <summary>The longest answer of a browser that is read; an ordinary one has some 1,000 characters.</summary>
    private const int MaxLength = 16 * 1024;

    private readonly SignInManager<ApplicationUser> _signIn;
    private readonly PasskeyStore _passkeys;
    private readonly AttemptLimits _limits;

    internal PasskeySignIn(SignInManager<ApplicationUser> signIn, PasskeyStore passkeys, AttemptLimits limits) => (_signIn, _passkeys, _limits) = (signIn, passkeys, limits);

    /// <summary>What the browser is to ask for, as JSON. Of no account: which passkeys there are is nobody's business.</summary>
    public Task<string> BeginAsync() => _signIn.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Looks at what the browser answered. The cookie is the caller's to set.</summary>
    /// <param name="credential">The browser's credential as JSON.</param>
    /// <param name="source">From where.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<SignInAnswer> CheckAsync(string? credential, AttemptSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var attempt = _limits.Begin(AttemptKind.Passkey, null, source);
        if (!attempt.IsAdmitted) return new SignInAnswer(SignInOutcome.AddressPaused, Method) { RetryAfter = attempt.RetryAfter };
        var refused = new SignInAnswer(SignInOutcome.Refused, Method);
        if (credential is not { Length: > 0 and <= MaxLength }) return refused;
        PasskeyAssertionResult<ApplicationUser> result;
        try
        {
            result = await _signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return refused; // Nothing was asked for before, or too long ago.
        }

        if (!result.Succeeded || !await _passkeys.KeepUseAsync(result.User.Id, result.Passkey, cancellationToken)) return refused;
        attempt.GiveBack();
        return SignInRules.Answer(result.User, Method, isComplete: true);
    }
}
