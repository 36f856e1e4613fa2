using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Core.Sessions;

/// <summary>A message as it stands in the database.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="ParentId">The message before it in its branch; null for a first one and for one that waits.</param>
/// <param name="Sequence">Its place in the order of the session: later is larger.</param>
/// <param name="Role">Who speaks.</param>
/// <param name="Status">Its state.</param>
/// <param name="Parts">Its content; what is streaming is not in it yet.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
public sealed record MessageView(
    Guid Id, Guid? ParentId, long Sequence, MessageRole Role, MessageStatus Status, IReadOnlyList<MessagePart> Parts, DateTimeOffset CreatedAt)
{
    /// <summary>The generation that produces or produced it; null for a user's message.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The model that answered, as <c>connection/model</c>; null for a user's message.</summary>
    public string? ModelId { get; init; }

    /// <summary>Why the model stopped, in OpenAI's words (<c>stop</c>, <c>length</c>, <c>tool_calls</c>, <c>content_filter</c>); null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The model that was asked first and failed, where <see cref="ModelId"/> answered in its place; else null.</summary>
    public string? RequestedModelId { get; init; }

    /// <summary>How many of the oldest messages the model did not see, because they did not fit into its window.</summary>
    public int OmittedMessages { get; init; }

    /// <summary>Whether it was sent while another answer ran and is not in the tree yet.</summary>
    public bool IsPending { get; init; }

    /// <summary>Whether it waits for a person (Send or Discard), because the answer before it failed or was stopped.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether it was deleted: its place in the tree is kept, its content is gone.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Its place among the versions of the same message; null where it is the only one.</summary>
    public SiblingPlace? Siblings { get; init; }

    /// <summary>What is known of how it was made; null for a user's message.</summary>
    public MessageMetrics? Metrics { get; init; }

    /// <summary>All its text parts in one.</summary>
    public string Text => string.Concat(Parts.OfType<TextPart>().Select(part => part.Text));
}

/// <summary>Tokens and times of an answer, summed over the ledger.</summary>
/// <param name="PromptTokens">Tokens that were sent, cached ones included.</param>
/// <param name="CompletionTokens">Tokens that came.</param>
/// <param name="IsEstimated">Whether any of these figures is our estimate and not the provider's.</param>
/// <param name="TimeToFirstToken">From the call to the first delta; null where none came.</param>
/// <param name="Duration">From the call to the end; null while it runs.</param>
public sealed record MessageMetrics(long PromptTokens, long CompletionTokens, bool IsEstimated, TimeSpan? TimeToFirstToken, TimeSpan? Duration)
{
    /// <summary>How many of the prompt's tokens came from the provider's cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>How many of the completion's tokens were spent on reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>What it cost by the price that held then, in nano-dollars; null where no price is known.</summary>
    public long? CostNanoDollars { get; init; }

    /// <summary>Completion tokens a second of the last call, from the first token to its end; null where it cannot be said.</summary>
    public double? TokensPerSecond { get; init; }
}

/// <summary>A message's place among its siblings: versions of a question, or answers to one.</summary>
/// <param name="Position">From 1, in the order in which they were made.</param>
/// <param name="Count">How many there are; at least 2.</param>
/// <param name="Previous">The one made before it; null for the first.</param>
/// <param name="Next">The one made after it; null for the last.</param>
public sealed record SiblingPlace(int Position, int Count, Guid? Previous, Guid? Next);

/// <summary>A stretch of a branch, oldest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Before">The message that an earlier page ends with; null where the branch begins here.</param>
/// <param name="Pending">Messages that wait for the running answer, in order; only with the end of the active branch.</param>
public sealed record BranchPage(IReadOnlyList<MessageView> Messages, Guid? Before, IReadOnlyList<MessageView> Pending)
{
    /// <summary>The message behind which a later page begins; null where the branch ends here.</summary>
    public Guid? After { get; init; }

    /// <summary>The last message of the branch; null where the session has none.</summary>
    public Guid? LeafId { get; init; }

    /// <summary>Whether it is the branch that is sent to the model.</summary>
    public bool IsActive { get; init; } = true;
}
