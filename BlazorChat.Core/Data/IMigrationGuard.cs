namespace BlazorChat.Core.Data;

/// <summary>What each database needs around its migrations.</summary>
internal interface IMigrationGuard
{
    /// <summary>Makes the database ready to be looked at, and waits until nobody else upgrades it; disposing ends the turn.</summary>
    Task<IAsyncDisposable> EnterAsync(CancellationToken cancellationToken);

    /// <summary>Keeps what is there before it is changed. Returns how to put it back, or null where nothing needs to be.</summary>
    Task<KeptCopy?> KeepAsync(string? lastMigration, CancellationToken cancellationToken);
}

/// <summary>A copy of the database from before an upgrade.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="PutBack">Replaces the database with it.</param>
internal sealed record KeptCopy(string Path, Action PutBack);
