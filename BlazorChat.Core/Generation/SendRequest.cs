namespace BlazorChat.Core.Generation;

/// <summary>A user's message to send.</summary>
/// <param name="Text">1 to 200,000 UTF-16 units; no NUL and no lone surrogate, and not only white space.</param>
/// <param name="ClientMessageId">The idempotency key, 1 to 200 characters: the same one within 24 hours sends nothing twice.</param>
public sealed record SendRequest(string Text, string ClientMessageId)
{
    /// <summary>The session; null makes a new one.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The message to answer to; null is the active leaf, behind which the message waits while it is being answered.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The user's message that this one is another version of: it becomes its sibling and starts at once. Not together with <see cref="ParentId"/>.</summary>
    public Guid? EditedId { get; init; }

    /// <summary>The model to ask, as <c>connection/model</c>; null is the session's, or the default one.</summary>
    public string? ModelId { get; init; }
}

/// <summary>What a send made. When it is returned, all of it is durable.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="UserMessageId">The user's message.</param>
/// <param name="MessageId">The assistant's message, still empty.</param>
/// <param name="JobId">The generation.</param>
public sealed record SendResult(Guid SessionId, Guid UserMessageId, Guid MessageId, Guid JobId);
