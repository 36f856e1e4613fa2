using BlazorChat.Core.Providers.Connections;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>Where the connections of a scope are in the settings.</summary>
/// <param name="Path">The address of their list.</param>
/// <param name="TitleKey">The key of its title.</param>
/// <param name="LeadKey">The key of the sentence below.</param>
internal sealed record ConnectionPlace(string Path, string TitleKey, string LeadKey)
{
    private static readonly ConnectionPlace Mine = new("settings/connections", "MyConnections", "MyConnectionsLead");
    private static readonly ConnectionPlace Server = new("settings/connections/server", "ServerConnections", "ServerConnectionsLead");

    public static ConnectionPlace Of(ConnectionScope scope) => scope == ConnectionScope.Mine ? Mine : Server;
}
