namespace BlazorChat.Core.Data;

/// <summary>A feature's secrets that are sealed with the master key, for its exchange.</summary>
internal interface ISealedSecrets
{
    /// <summary>Seals anew with the current key what another one sealed, with the caller's transaction. What no key opens stays as it is.</summary>
    Task<(int Renewed, int Lost)> RenewAsync(AppDbContext context, CancellationToken cancellationToken);

    /// <summary>How many there are, and how many of them no key opens.</summary>
    Task<(int Stored, int Unreadable)> CountAsync(AppDbContext context, CancellationToken cancellationToken);
}
