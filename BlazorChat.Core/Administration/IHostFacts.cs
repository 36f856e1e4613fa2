namespace BlazorChat.Core.Administration;

/// <summary>What the host knows of itself.</summary>
public interface IHostFacts
{
    /// <summary>Pages that are connected.</summary>
    int OpenPages { get; }

    /// <summary>What of the network is worth knowing.</summary>
    IReadOnlyList<NetworkNote> Notes { get; }
}
