namespace BlazorChat.Core.Providers;

/// <summary>Why a provider cannot be reached.</summary>
public static class UnreachableReason
{
    /// <summary>The name of the host is unknown.</summary>
    public const string HostNotFound = "host_not_found";

    /// <summary>Nothing accepts connections there.</summary>
    public const string ConnectionRefused = "connection_refused";

    /// <summary>Its certificate is not accepted, or it speaks no TLS.</summary>
    public const string Certificate = "certificate";
}
