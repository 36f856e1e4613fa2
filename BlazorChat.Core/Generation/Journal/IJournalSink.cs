namespace BlazorChat.Core.Generation.Journal;

/// <summary>Writes journal entries in one transaction on a connection of its own. Used by one writer at a time.</summary>
internal interface IJournalSink : IAsyncDisposable
{
    /// <summary>
    /// Writes them all or none. An entry whose place is taken replaces what is there: after a commit whose answer was lost, the same piece comes
    /// again, longer or equal.
    /// </summary>
    Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);
}
