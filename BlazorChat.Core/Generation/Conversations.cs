using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>The one way in for everybody who wants an answer: browser, API, terminal. Thread-safe.</summary>
public sealed class Conversations
{
    /// <summary>The longest message, in UTF-16 units.</summary>
    public const int MaxMessageLength = 200_000;

    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly UserModels _models;
    private readonly SendTransaction _send;
    private readonly AnswerTransactions _answers;
    private readonly GenerationRegistry _registry;

    internal Conversations(
        Database database, AccountAccess access, UserModels models, SendTransaction send, AnswerTransactions answers, GenerationRegistry registry) =>
        (_database, _access, _models, _send, _answers, _registry) = (database, access, models, send, answers, registry);

    /// <summary>
    /// Stores the user's message, an empty answer and its generation in one transaction, and queues the generation. A message to the active
    /// leaf waits while that is being answered; one to another parent starts at once.
    /// </summary>
    /// <exception cref="RefusedException">The text, the model, the session or the parent is wrong, or the key was used with other content.</exception>
    /// <exception cref="StorageFullException">The disk is full; nothing was stored.</exception>
    public async Task<SendResult> SendAsync(Caller caller, SendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _access.CheckAsync(caller, cancellationToken);
        SendValidation.Check(request);
        var models = await _models.MenuAsync(caller, cancellationToken);
        var sent = await WriteOnceAsync(caller, context => _send.RunAsync(context, caller, models, request, cancellationToken), cancellationToken);
        Start(caller, sent.Result.SessionId, sent.Start);
        return sent.Result;
    }

    /// <summary>Ends a generation and keeps what was received. One that has ended already stays as it is.</summary>
    /// <exception cref="RefusedException">The generation is unknown.</exception>
    public async Task StopAsync(Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        await StopOpenAsync(caller, jobId, cancellationToken);
    }

    /// <summary>The same for somebody who may not ask any more: what runs for an account that was disabled.</summary>
    internal async Task StopOpenAsync(Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        await _database.ReadAsync(context => AnswerTransactions.CheckOwnerAsync(context, caller, jobId, cancellationToken), cancellationToken);
        // The running call first, which ends even where nothing can be written. Against a claim at this moment either order is right: the
        // claim finds the job stopped, or it runs with a cancelled token.
        var wasTold = _registry.Running.Stop(jobId);
        try
        {
            var stopped = await _database.WriteAsync(context => _answers.StopQueuedAsync(context, caller, jobId, cancellationToken), cancellationToken);
            if (stopped.HasEnded) _registry.Live.CompleteIdle(stopped.MessageId, new FeedEnd(MessageStatus.Stopped, null));
            Start(caller, stopped.SessionId, stopped.Next);
        }
        catch (StorageFullException) when (wasTold)
        {
            // It stops; its end is saved when there is space again.
        }
    }

    /// <summary>Goes on with an answer that was stopped, failed, interrupted or cut by its length: a new attempt on the same message.</summary>
    /// <exception cref="RefusedException">The message is unknown, or it is not in such a state.</exception>
    public async Task ContinueAsync(Caller caller, Guid messageId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var message = await WriteAsync(caller, context => _answers.ContinueAsync(context, caller, messageId, cancellationToken), cancellationToken);
        Start(caller, message.SessionId, new QueuedGeneration(message.JobId!.Value, message.Id, caller.UserId));
    }

    /// <summary>Answers the same question again, as a sibling that becomes the active leaf. Starts at once.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="messageId">The assistant's message to answer anew; it stays.</param>
    /// <param name="modelId">Another model; null is the session's.</param>
    /// <param name="cancellationToken">Cancels the request until it is stored.</param>
    /// <exception cref="RefusedException">The message or the model is unknown.</exception>
    public async Task<SendResult> RegenerateAsync(Caller caller, Guid messageId, string? modelId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        ModelIdRule.Check(modelId);
        var models = await _models.MenuAsync(caller, cancellationToken);
        var sent = await WriteAsync(caller, context => _answers.RegenerateAsync(context, caller, models, messageId, modelId, cancellationToken), cancellationToken);
        Start(caller, sent.Result.SessionId, sent.Start);
        return sent.Result;
    }

    /// <summary>Sends a message that is held.</summary>
    /// <exception cref="RefusedException">The generation is unknown, or it is not held.</exception>
    public async Task ReleaseAsync(Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var (sessionId, start) = await WriteAsync(caller, context => AnswerTransactions.ReleaseAsync(context, caller, jobId, cancellationToken), cancellationToken);
        Start(caller, sessionId, start);
    }

    /// <summary>Takes back a message that still waits.</summary>
    /// <exception cref="RefusedException">The generation is unknown, or it does not wait any more.</exception>
    public async Task DiscardAsync(Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var (sessionId, messageId) = await _database.WriteAsync(context => AnswerTransactions.DiscardAsync(context, caller, jobId, cancellationToken), cancellationToken);
        _registry.Live.CompleteIdle(messageId, new FeedEnd(MessageStatus.Stopped, null));
        Start(caller, sessionId, start: null);
    }

    // Two sends with one key at the same moment: the database lets one through, and the other then finds what that one made.
    private async Task<T> WriteOnceAsync<T>(Caller caller, Func<AppDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(caller, work, cancellationToken);
        }
        catch (Exception exception) when (DatabaseErrors.IsUniqueViolation(exception))
        {
            return await WriteAsync(caller, work, cancellationToken);
        }
    }

    // What starts an answer: no sign-in that ends meanwhile leaves one behind.
    private Task<T> WriteAsync<T>(Caller caller, Func<AppDbContext, Task<T>> work, CancellationToken cancellationToken) => _database.WriteAsync(
        async context =>
        {
            await SignInRow.HoldAsync(context, caller, cancellationToken);
            return await work(context);
        },
        cancellationToken);

    private void Start(Caller caller, Guid sessionId, QueuedGeneration? start)
    {
        if (start is not null) _registry.Queue.Enqueue(start);
        _registry.Publish(caller.UserId, sessionId);
    }
}
