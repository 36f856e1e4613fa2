using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>
/// Ends a call whose first delta, next delta or end takes too long (R11). What carries nothing of the answer (a role, a ping, a header) is
/// no delta. Only waiting for the provider counts towards the first two limits, not what the reader does between updates.
/// </summary>
/// <param name="inner">The client that is watched; it must heed cancellation.</param>
/// <param name="connection">The connection with its limits; a limit of zero or less is none.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeoutChatClient(IChatClient inner, ProviderConnection connection, TimeProvider time) : DelegatingChatClient(inner)
{
    /// <summary>How long after the finish reason the usage may still come; the answer is whole without it.</summary>
    internal static readonly TimeSpan UsageGrace = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var watch = new CallWatch(connection, time, cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(messages, options, watch.Token).GetAsyncEnumerator(watch.Token);
        while (await NextAsync(updates, watch, cancellationToken))
        {
            watch.Saw(updates.Current);
            yield return updates.Current;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CallWatch watch, CancellationToken cancellationToken)
    {
        watch.BeginWait();
        try
        {
            return await updates.MoveNextAsync();
        }
        // Whatever a client throws once its call was cancelled: the limit, or the caller's wish, is the reason.
        catch (Exception) when (watch.Expired is not null || cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (watch.IsFinished) return false;
            throw watch.TimedOut();
        }
        finally
        {
            watch.EndWait();
        }
    }
}
