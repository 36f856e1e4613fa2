using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Tests.Components;

/// <summary>A feed whose events the test writes; it holds what its reader did not take.</summary>
internal sealed class FakeFeed : IGenerationFeed
{
    private readonly Channel<FeedEvent> _events = Channel.CreateUnbounded<FeedEvent>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _offset;

    /// <summary>Done when the reader has gone.</summary>
    public Task Left => _left.Task;

    public void Write(FeedEvent next) => _events.Writer.TryWrite(next);

    public void WriteText(string text, int part = 0)
    {
        _offset += text.Length;
        Write(new FeedDelta(new StreamPosition(1, _offset), part, new TextPart(text)));
    }

    public void Fail(Exception exception) => _events.Writer.TryComplete(exception);

    public async IAsyncEnumerable<FeedEvent> ReadAsync(
        Caller caller, Guid messageId, StreamPosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var next in _events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return next;
                if (next is FeedEnd) yield break;
            }
        }
        finally
        {
            _left.TrySetResult();
        }
    }
}
