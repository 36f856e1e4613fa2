namespace BlazorChat.Core.Generation.Journal;

/// <summary>Writes journal entries in one transaction on a connection of its own. Used by one writer at a time.</summary>
internal interface IJournalSink : IAsyncDisposable
{
    Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);
}
