using BlazorChat.Core.Providers;

namespace BlazorChat.Core.Generation;

/// <summary>What one attempt has come to so far. Used by its runner alone.</summary>
/// <param name="live">The message that it fills.</param>
/// <param name="usageEntryId">The row of the ledger that is open.</param>
internal sealed class Attempt(LiveMessage live, Guid usageEntryId)
{
    private readonly long _start = live.Length;

    public LiveMessage Live { get; } = live;

    public Guid UsageEntryId { get; set; } = usageEntryId;

    /// <summary>Who is asked now; null where it is the model that was asked first.</summary>
    public ResolvedModel? Answering { get; set; }

    public DateTimeOffset? FirstTokenAt { get; set; }

    public bool HasReceived => Live.Length > _start;
}
