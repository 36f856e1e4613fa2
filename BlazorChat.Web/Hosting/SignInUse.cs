using System.Collections.Concurrent;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Security;

namespace BlazorChat.Web.Hosting;

/// <summary>Keeps that a sign-in is used, and remembers when it did, so that most requests cost nothing. Thread-safe.</summary>
internal sealed partial class SignInUse(SignInStore signIns, TimeProvider time, ILogger<SignInUse> logger)
{
    private const int MaxKept = 10_000;
    private readonly ConcurrentDictionary<Guid, Use> _kept = new();

    /// <summary>Keeps it where that is due. What the database cannot take now is no reason to refuse a request.</summary>
    public async Task TouchAsync(Caller caller, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (caller.SignInId is not { } signIn) return;
        var now = new Use(time.GetTimestamp(), caller.Address);
        if (_kept.TryGetValue(signIn, out var last))
        {
            if (last.Address == now.Address && time.GetElapsedTime(last.At, now.At) < SignInStore.UsePrecision) return;
            if (!_kept.TryUpdate(signIn, now, last)) return; // Another request of the same moment does it.
        }
        else
        {
            if (_kept.Count >= MaxKept) _kept.Clear();
            if (!_kept.TryAdd(signIn, now)) return;
        }

        try
        {
            await signIns.TouchAsync(caller, lifetime, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(signIn, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of sign-in {SignIn} could not be kept")]
    private partial void LogFailed(Guid signIn, Exception exception);

    private sealed record Use(long At, string? Address);
}
