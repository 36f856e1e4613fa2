using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Core.Generation;

/// <summary>What a reader of a generation is told, in order.</summary>
public abstract record FeedEvent;

/// <summary>Go back: what follows replaces everything after this position. Sent when the reader is ahead of what survived, or a new attempt began.</summary>
public sealed record FeedReset(StreamPosition Position) : FeedEvent;

/// <summary>The generation's state is now this one. Sent first, and at each change but the end.</summary>
public sealed record FeedStatus(MessageStatus Status) : FeedEvent;

/// <summary>More content.</summary>
/// <param name="Position">The position behind this content.</param>
/// <param name="PartIndex">Which part of the message it belongs to, from 0.</param>
/// <param name="Part">For a <see cref="GrowingPart"/> the text to append, else the whole part. Never splits a surrogate pair.</param>
public sealed record FeedDelta(StreamPosition Position, int PartIndex, MessagePart Part) : FeedEvent;

/// <summary>Something that the reader should know while it waits; null when it is over.</summary>
/// <param name="Code">One of the constants.</param>
public sealed record FeedNotice(string? Code) : FeedEvent
{
    /// <summary>The disk is full: what comes is held in memory until it can be saved again.</summary>
    public const string StorageFull = "storage_full";

    /// <summary>The database takes nothing, for another reason: likewise.</summary>
    public const string StorageFailing = "storage_failing";

    /// <summary>The provider failed before it answered and is asked again.</summary>
    public const string Retrying = "provider_retrying";

    internal static string CodeOf(Exception exception) => exception is StorageFullException || DatabaseErrors.IsFull(exception) ? StorageFull : StorageFailing;
}

/// <summary>The last event: the end state.</summary>
/// <param name="Status">One of the four ends.</param>
/// <param name="FinishReason">In OpenAI's words; null where the model gave none.</param>
public sealed record FeedEnd(MessageStatus Status, string? FinishReason) : FeedEvent;
