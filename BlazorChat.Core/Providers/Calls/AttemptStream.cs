using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// The stream of one attempt. Its failure before anything of the answer came is a fact to act on; one after that is thrown. Used by one reader.
/// </summary>
internal sealed class AttemptStream(IAsyncEnumerable<ChatResponseUpdate> updates, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates = updates.GetAsyncEnumerator(cancellationToken);
    private bool _hasBegun;

    /// <summary>Why it ended before anything of the answer came; null where it did not.</summary>
    public ProviderException? Failure { get; private set; }

    /// <summary>The update that <see cref="MoveNextAsync"/> found.</summary>
    public ChatResponseUpdate Current => _updates.Current;

    /// <summary>Waits for the next update; false at the end, which may be a <see cref="Failure"/>.</summary>
    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            if (!await _updates.MoveNextAsync()) return false;
        }
        catch (ProviderException failure) when (!_hasBegun)
        {
            Failure = failure;
            return false;
        }
        _hasBegun |= AnswerBegin.Has(_updates.Current);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _updates.DisposeAsync();
}
