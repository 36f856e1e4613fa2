using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// Ends a call whose first delta, next delta or end takes too long (R11). What carries nothing of the answer (a role, a ping, a header) is
/// no delta. Only waiting for the provider counts towards the first two limits, not what the reader does between updates. It is also the
/// guard of the kinds: what leaves it is a <see cref="ProviderException"/>, or the caller's own cancellation.
/// </summary>
/// <param name="inner">The client that is watched; it must heed cancellation.</param>
/// <param name="connection">The connection with its limits; a limit of zero or less is none.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeoutChatClient(IChatClient inner, ProviderConnection connection, TimeProvider time) : StreamedChatClient(inner)
{
    /// <summary>How long after the finish reason the usage may still come; the answer is whole without it.</summary>
    internal static readonly TimeSpan UsageGrace = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var watch = new CallWatch(connection, time, cancellationToken);
        await using var updates = AskAsync(messages, options, watch.Token).GetAsyncEnumerator(watch.Token);
        while (await NextAsync(updates, watch, cancellationToken))
        {
            watch.Saw(updates.Current);
            yield return updates.Current;
        }
    }

    /// <summary>What a client throws before it gives a stream at all becomes a failure of its first update.</summary>
    private async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return update;
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CallWatch watch, CancellationToken cancellationToken)
    {
        watch.BeginWait();
        bool hasNext;
        try
        {
            hasNext = await updates.MoveNextAsync();
        }
        // Whatever a client throws once its call was cancelled: the limit, or the caller's wish, is the reason.
        catch (Exception exception) when (exception is not ProviderException || watch.Expired is not null || cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (watch.IsFinished) return false;
            throw watch.Expired is not null ? watch.TimedOut() : Unknown(exception);
        }
        finally
        {
            watch.EndWait();
        }
        if (!hasNext || watch.Expired is null) return hasNext;
        // It heeds no cancellation.
        cancellationToken.ThrowIfCancellationRequested();
        return watch.IsFinished ? false : throw watch.TimedOut();
    }

    // The type alone: the message may hold anything.
    private ProviderException Unknown(Exception exception) => new(
        ProviderException.Failed, connection.Name, $"{connection.Name} failed in a way that is not known ({exception.GetType().Name}). Try again, or choose another model.");
}
