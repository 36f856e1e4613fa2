namespace BlazorChat.Core.Sessions;

/// <summary>Reads and changes a user's sessions. Every method asks only for what belongs to the caller. Thread-safe.</summary>
public sealed class SessionStore
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>A page of the caller's sessions that are not in the bin, the newest first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<SessionPage> ListAsync(Caller caller, int limit, SessionCursor? after, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The session's own facts; null where there is none, it is in the bin, or it belongs to someone else.</summary>
    public Task<SessionDetails?> FindAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>A stretch of the active branch that ends with <paramref name="before"/>, or with the active leaf.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="before">The <see cref="BranchPage.Before"/> of the page after it; null for the newest.</param>
    /// <param name="limit">1 to 200 messages.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="RefusedException">With <see cref="RefusedException.NotFound"/>.</exception>
    public Task<BranchPage> ReadBranchAsync(Caller caller, Guid sessionId, Guid? before, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Gives the session another title.</summary>
    /// <exception cref="RefusedException">The title is empty or longer than <see cref="MaxTitleLength"/>, or the session is unknown.</exception>
    public Task RenameAsync(Caller caller, Guid sessionId, string title, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Remembers the model that the session asks from now on.</summary>
    /// <exception cref="RefusedException">The session is unknown.</exception>
    public Task SelectModelAsync(Caller caller, Guid sessionId, string modelId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Moves the session to the bin, where it stays for 30 days, and stops what is answering in it.</summary>
    /// <exception cref="RefusedException">The session is unknown.</exception>
    public Task DeleteAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Takes the session out of the bin again.</summary>
    /// <exception cref="RefusedException">The session is unknown.</exception>
    public Task RestoreAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
