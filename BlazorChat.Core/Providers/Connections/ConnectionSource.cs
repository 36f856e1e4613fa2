namespace BlazorChat.Core.Providers.Connections;

/// <summary>Where a connection comes from.</summary>
public enum ConnectionSource
{
    /// <summary>Somebody made it in the browser or by the API.</summary>
    Stored,

    /// <summary>The configuration: <c>appsettings.json</c> or the environment.</summary>
    Configured,

    /// <summary>It was found on the network.</summary>
    Found,

    /// <summary>It is part of the program.</summary>
    BuiltIn,
}
