using BlazorChat.Core.Providers;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>A stream that is being read, and what came of it.</summary>
internal sealed class Reading
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private readonly Task _task;

    public Reading(IChatClient client, CancellationToken cancellationToken = default) => _task = ReadAsync(client, cancellationToken);

    public IEnumerable<CallNotice> Notices => _updates.Select(update => update.RawRepresentation).OfType<CallNotice>();

    public string Text => _updates.Text();

    public bool IsOver => _task.IsCompleted;

    /// <summary>Reads to the end.</summary>
    public static async Task<Reading> ToEndAsync(IChatClient client)
    {
        var reading = new Reading(client);
        await reading.EndAsync();
        return reading;
    }

    public Task EndAsync() => _task.WaitAsync(TestTimeout.Default);

    public Task<ProviderException> FailAsync() => Assert.ThrowsAsync<ProviderException>(EndAsync);

    /// <summary>Waits for the end, whichever it is.</summary>
    public Task EndOrFailAsync() => _task.WaitAsync(TestTimeout.Default).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task ReadAsync(IChatClient client, CancellationToken cancellationToken)
    {
        await foreach (var update in client.GetStreamingResponseAsync("hi", cancellationToken: cancellationToken)) _updates.Add(update);
    }
}
