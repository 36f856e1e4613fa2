using BlazorChat.Core.Generation.Journal;

namespace BlazorChat.Core.Generation;

/// <summary>What readiness and the health page want to know of the engine. Thread-safe.</summary>
public sealed class GenerationHealth
{
    private readonly JournalWriter _journal;

    internal GenerationHealth(JournalWriter journal) => _journal = journal;

    /// <summary>Whether what comes from the models can be written down; where it cannot, it is held in memory and tried again.</summary>
    public bool IsStorageFailing => _journal.IsFailing;

    /// <summary>For how long the oldest piece that came has been waiting to be written; null where nothing waits.</summary>
    public TimeSpan? JournalLag => _journal.Lag;

    /// <summary>When pieces were last written; null where none were yet.</summary>
    public DateTimeOffset? JournalCommittedAt => _journal.CommittedAt;
}
