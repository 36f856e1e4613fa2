using System.Collections.Concurrent;
using BlazorChat.Core.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>The connections to Blazor's hub by their sign-ins, so that those of one that has ended can be cut. Thread-safe.</summary>
internal sealed class HubConnections : IHubFilter
{
    private readonly ConcurrentDictionary<string, Connection> _open = new();

    /// <summary>How many connections a sign-in has.</summary>
    public int CountOf(Guid signInId) => _open.Values.Count(connection => connection.SignIn == signInId);

    /// <summary>Cuts all connections of a sign-in.</summary>
    public void Abort(Guid signInId)
    {
        foreach (var (_, connection) in _open)
        {
            if (connection.SignIn == signInId) connection.Context.Abort();
        }
    }

    /// <inheritdoc/>
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.Context.User is { } user && AccountClaims.CallerOf(user) is { SignInId: { } signIn }) _open[context.Context.ConnectionId] = new Connection(signIn, context.Context);
        return next(context);
    }

    /// <inheritdoc/>
    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        _open.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    private sealed record Connection(Guid SignIn, HubCallerContext Context);
}
