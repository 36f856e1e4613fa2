using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using Microsoft.AspNetCore.Components;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>What a prerendered page has read and hands to its circuit. No key is in it: a view has its last characters only.</summary>
internal sealed record ConnectionsSnapshot(ConnectionScope Scope, IReadOnlyList<ConnectionView> Items)
{
    private const string Key = "connections";

    /// <summary>The connections that the prerendered page read; null where there was none, or it was another one.</summary>
    public static IReadOnlyList<ConnectionView>? Take(PersistentComponentState persisted, PrerenderHandover handover, Caller caller, ConnectionScope scope) =>
        persisted.TryTakeFromJson<Guid>(Key, out var key) && handover.Take<ConnectionsSnapshot>(caller, key) is { } snapshot && snapshot.Scope == scope ? snapshot.Items : null;

    /// <summary>Hands them over.</summary>
    public Task PutAsync(PersistentComponentState persisted, PrerenderHandover handover, Caller caller)
    {
        persisted.PersistAsJson(Key, handover.Put(caller, this, Items.Sum(item => 500L + (item.Defaults.SystemPrompt?.Length ?? 0) + item.Models.Sum(model => (long)model.Length))));
        return Task.CompletedTask;
    }
}
