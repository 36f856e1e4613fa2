using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Usage;

namespace BlazorChat.Core.Generation;

/// <summary>How an attempt ended.</summary>
/// <param name="Status">One of the four ends.</param>
/// <param name="FinishReason">In OpenAI's words; null where there is none.</param>
/// <param name="Error">What to show and keep as the last part; null where nothing is to be said.</param>
internal sealed record GenerationOutcome(MessageStatus Status, string? FinishReason = null, ErrorPart? Error = null);

/// <summary>All that the end of an attempt writes.</summary>
internal sealed record GenerationEnd(Guid JobId, GenerationOutcome Outcome, IReadOnlyList<MessagePart> Parts)
{
    /// <summary>The open row of the ledger; null where no call was made.</summary>
    public Guid? UsageEntryId { get; init; }

    public TokenUsage? Usage { get; init; }

    public DateTimeOffset? FirstTokenAt { get; init; }

    /// <summary>The model that answered, where it was not the one asked first.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>
    /// Whether readers may be ahead of this text, because not all that they saw survived. The end is then an attempt of its own, so that they are
    /// told to go back.
    /// </summary>
    public bool EndsBehindReaders { get; init; }
}
