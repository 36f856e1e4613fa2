using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>Reads what a generation makes: everything after a position, then live until its end. Any number of readers, each at its own pace.</summary>
public interface IGenerationFeed
{
    /// <summary>
    /// Reads one assistant message. A reader that is slow gets what came meanwhile in one piece; one that stops reading costs nothing but
    /// its place. Ends after a <see cref="FeedEnd"/>.
    /// </summary>
    /// <param name="caller">Who asks; a foreign message is as unknown as one that does not exist.</param>
    /// <param name="messageId">The assistant's message.</param>
    /// <param name="after">The last position that the reader has; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the reading; never the generation.</param>
    /// <exception cref="RefusedException">With <see cref="RefusedException.NotFound"/>, or at any time with <see cref="RefusedException.SignedOut"/>.</exception>
    IAsyncEnumerable<FeedEvent> ReadAsync(Caller caller, Guid messageId, StreamPosition? after, CancellationToken cancellationToken);
}
