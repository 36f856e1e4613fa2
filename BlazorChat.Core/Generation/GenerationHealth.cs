using BlazorChat.Core.Generation.Journal;

namespace BlazorChat.Core.Generation;

/// <summary>What readiness wants to know of the engine. Thread-safe.</summary>
public sealed class GenerationHealth
{
    private readonly JournalWriter _journal;

    internal GenerationHealth(JournalWriter journal) => _journal = journal;

    /// <summary>Whether what comes from the models can be written down; where it cannot, it is held in memory and tried again.</summary>
    public bool IsStorageFailing => _journal.IsFailing;
}
