using System.Threading.Channels;

namespace BlazorChat.Core.Accounts.Removal;

/// <summary>Wakes whoever deletes. Thread-safe.</summary>
internal sealed class RemovalSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _channel.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _channel.Reader.ReadAsync(cancellationToken);
}
