using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>
/// Ends an open page when its sign-in ends or its account may not be used any more: first nothing that the browser sends is heard, then the page
/// goes, with its streams, and leads to the sign-in, and a connection that is kept up all the same is cut.
/// </summary>
internal sealed partial class CircuitSignIn(
    SignedInState state, AccountAccess access, AccountEvents events, HubConnections connections, TimeProvider time, ILogger<CircuitSignIn> logger) : CircuitHandler, IAsyncDisposable
{
    /// <summary>How long the page stays: the one from which somebody signs out is just leaving by its own form, and must not be led elsewhere.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    /// <summary>How long its connection stays after that: a browser has left by then.</summary>
    public static readonly TimeSpan CutAfter = TimeSpan.FromSeconds(1);

    private IDisposable? _subscription;
    private RefreshLoop? _loop;
    private volatile bool _hasEnded;
    private int _changes;
    private int _checkedChanges;

    private bool IsInDoubt => Volatile.Read(ref _changes) != Volatile.Read(ref _checkedChanges);

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (state.Caller is not { } caller) return;
        _loop = new RefreshLoop(token => CheckAsync(caller, token), time, logger);
        _subscription = events.Subscribe(caller.UserId, Doubt);
        // It may have ended between the request that brought the connection and this.
        if (await access.IsValidAsync(caller, cancellationToken)) return;
        state.End();
        Doubt();
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => DisposeAsync().AsTask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        if (Interlocked.Exchange(ref _loop, null) is { } loop) await loop.DisposeAsync();
    }

    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        // Without waiting, where nothing has changed: what is waited for here is overtaken by what the browser sends next.
        if (_hasEnded || state.Caller is not { } caller) return Task.CompletedTask;
        return IsInDoubt ? AskFirstAsync(caller, context, next) : next(context);
    };

    // Called by whoever changed the account, on any thread.
    private void Doubt()
    {
        Interlocked.Increment(ref _changes);
        _loop?.Signal();
    }

    private async Task AskFirstAsync(Caller caller, CircuitInboundActivityContext context, Func<CircuitInboundActivityContext, Task> next)
    {
        try
        {
            if (!await access.IsValidAsync(caller, CancellationToken.None)) return;
        }
        catch (Exception exception)
        {
            LogNotAsked(caller.UserId, exception); // Not heard: it may be nobody's any more.
            return;
        }

        await next(context);
    }

    private async Task CheckAsync(Caller caller, CancellationToken cancellationToken)
    {
        var changes = Volatile.Read(ref _changes);
        if (await access.IsValidAsync(caller, cancellationToken) && await access.FindAsync(caller.UserId, cancellationToken) is { } standing)
        {
            state.Renew(standing);
            Volatile.Write(ref _checkedChanges, changes);
            return;
        }

        _hasEnded = true;
        await Task.Delay(Grace, time, cancellationToken);
        state.End();
        await Task.Delay(CutAfter, time, cancellationToken);
        connections.Abort(caller.SignInId ?? Guid.Empty);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be found out whether account {UserId} is still signed in; what its page sent was not heard")]
    private partial void LogNotAsked(Guid userId, Exception exception);
}
