using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>What a prerendered page has read and hands to its circuit. No key is in it: a view has its last characters only.</summary>
internal sealed record ConnectionsSnapshot(ConnectionScope Scope, IReadOnlyList<ConnectionView> Items)
{
    private const string Name = "connections";

    private long Units => Items.Sum(item => 500L + (item.Defaults.SystemPrompt?.Length ?? 0) + item.Models.Sum(model => (long)model.Length));

    /// <summary>The connections that the prerendered page read; null where there was none, or it was another one.</summary>
    public static IReadOnlyList<ConnectionView>? Take(PageHandover handover, Caller caller, ConnectionScope scope) =>
        handover.Take<ConnectionsSnapshot>(Name, caller) is { } snapshot && snapshot.Scope == scope ? snapshot.Items : null;

    /// <summary>Hands over what was read. The component disposes what this returns.</summary>
    public static IDisposable Offer(PageHandover handover, Caller caller, Func<ConnectionsSnapshot?> read) =>
        handover.Offer(Name, () => read() is { } snapshot ? (caller, snapshot, snapshot.Units) : null);
}
