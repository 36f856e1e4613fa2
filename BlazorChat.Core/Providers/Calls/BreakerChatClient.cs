using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// Asks only endpoints that are not paused, and tells how they were found (R15). An endpoint that began to answer works, whatever becomes
/// of the answer; a call that its caller gave up says nothing of it.
/// </summary>
/// <param name="inner">The client that is asked; its failures are <see cref="ProviderException"/>s.</param>
/// <param name="connection">Its connection.</param>
/// <param name="breakers">Where it is known how endpoints are.</param>
internal sealed class BreakerChatClient(IChatClient inner, ProviderConnection connection, BreakerRegistry breakers) : StreamedChatClient(inner)
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var pass = breakers.Enter(connection);
        await using var attempt = new AttemptStream(InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken), cancellationToken);
        while (await attempt.MoveNextAsync())
        {
            if (AnswerBegin.Has(attempt.Current)) pass.Succeed();
            yield return attempt.Current;
        }
        if (attempt.Failure is { } failure)
        {
            pass.Fail(failure);
            ExceptionDispatchInfo.Throw(failure);
        }
        pass.Succeed();
    }
}
