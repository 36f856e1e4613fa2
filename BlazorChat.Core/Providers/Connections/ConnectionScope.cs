namespace BlazorChat.Core.Providers.Connections;

/// <summary>Whose connections.</summary>
public enum ConnectionScope
{
    /// <summary>The caller's own.</summary>
    Mine,

    /// <summary>The server's, for all; only an admin may see how they are set up and change them.</summary>
    Server,
}
