using BlazorChat.Core.Providers.Connections;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>What a prerendered list hands to its circuit. No key is in it: a view has its last characters only.</summary>
internal sealed record ConnectionsSnapshot(ConnectionScope Scope, IReadOnlyList<ConnectionView> Items);
