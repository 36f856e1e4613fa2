using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// The one place where a call is made again (R10): only before anything of the answer came, only where the failure may pass by itself,
/// twice at most. A <see cref="RetryNotice"/> goes before each pause. A first token that does not come within its limit has cost its
/// user two minutes already, and is not waited for again.
/// </summary>
/// <param name="inner">The client that is asked; its failures are <see cref="ProviderException"/>s.</param>
/// <param name="connection">Its connection; once its total limit has passed nothing is tried again.</param>
/// <param name="pauses">How long to wait.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryChatClient(IChatClient inner, ProviderConnection connection, RetryPauses pauses, TimeProvider time) : StreamedChatClient(inner)
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var began = time.GetTimestamp();
        for (var retry = 1; ; retry++)
        {
            ProviderException? failure;
            await using (var attempt = new AttemptStream(InnerClient.GetStreamingResponseAsync(asked, options, cancellationToken), cancellationToken))
            {
                while (await attempt.MoveNextAsync()) yield return attempt.Current;
                failure = attempt.Failure;
            }
            if (failure is null) yield break;
            if (pauses.Before(retry, failure) is not { } pause || IsTooLate(began, pause))
            {
                ExceptionDispatchInfo.Throw(failure);
                yield break;
            }
            yield return new ChatResponseUpdate { RawRepresentation = new RetryNotice(failure, pause, retry) };
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private bool IsTooLate(long began, TimeSpan pause)
    {
        var total = connection.Timeouts.Total;
        return total > TimeSpan.Zero && time.GetElapsedTime(began) + pause >= total;
    }
}
