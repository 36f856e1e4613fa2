using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>The one way in for everybody who wants an answer: browser, API, terminal. Thread-safe.</summary>
public sealed class Conversations
{
    /// <summary>The longest message, in UTF-16 units.</summary>
    public const int MaxMessageLength = 200_000;

    /// <summary>
    /// Stores the user's message, an empty answer and its generation in one transaction, and queues the generation. A message to the active
    /// leaf waits while that is being answered; one to another parent starts at once.
    /// </summary>
    /// <exception cref="RefusedException">The text, the model, the session or the parent is wrong, or the key was used with other content.</exception>
    /// <exception cref="StorageFullException">The disk is full; nothing was stored.</exception>
    public Task<SendResult> SendAsync(Caller caller, SendRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Ends a generation and keeps what was received. One that has ended already stays as it is.</summary>
    /// <exception cref="RefusedException">The generation is unknown.</exception>
    public Task StopAsync(Caller caller, Guid jobId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Goes on with an answer that was stopped, failed, interrupted or cut by its length: a new attempt on the same message.</summary>
    /// <exception cref="RefusedException">The message is unknown, or it is not in such a state.</exception>
    public Task ContinueAsync(Caller caller, Guid messageId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Answers the same question again, as a sibling that becomes the active leaf. Starts at once.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="messageId">The assistant's message to answer anew; it stays.</param>
    /// <param name="modelId">Another model; null is the session's.</param>
    /// <param name="cancellationToken">Cancels the request until it is stored.</param>
    /// <exception cref="RefusedException">The message or the model is unknown.</exception>
    public Task<SendResult> RegenerateAsync(Caller caller, Guid messageId, string? modelId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends a message that is held.</summary>
    /// <exception cref="RefusedException">The generation is unknown, or it is not held.</exception>
    public Task ReleaseAsync(Caller caller, Guid jobId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Takes back a message that still waits.</summary>
    /// <exception cref="RefusedException">The generation is unknown, or it does not wait any more.</exception>
    public Task DiscardAsync(Caller caller, Guid jobId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
