using BlazorChat.Web.Components.State;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>One circuit's place among its user's. A page that is one too many shows that, and nothing else.</summary>
internal sealed class CircuitPlace(CircuitCounts counts, SignedInState state) : CircuitHandler
{
    private Guid? _userId;
    private bool _wasConnected;
    private bool _isCounted;

    /// <summary>Whether this page is one too many.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>How many may be open.</summary>
    public int Max => counts.MaxPerUser;

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        // Whose it was when it began, even where that sign-in has ended since: the page that says so has a place, too.
        _userId ??= state.Caller?.UserId ?? throw new InvalidOperationException("Nobody is signed in, and the hub was open to them.");
        if (_wasConnected) counts.Return(_userId.Value, IsRefused);
        else IsRefused = !counts.Enter(_userId.Value);
        _wasConnected = _isCounted = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_isCounted) counts.Leave(_userId!.Value, IsRefused);
        _isCounted = false;
        return Task.CompletedTask;
    }
}
