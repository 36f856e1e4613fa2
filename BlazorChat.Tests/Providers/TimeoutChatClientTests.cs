using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Providers;

public sealed class TimeoutChatClientTests
{
    private static readonly ProviderConnection Connection = new("lab", "fake", null, null, ["m"])
    {
        Timeouts = new ProviderTimeouts { FirstToken = TimeSpan.FromSeconds(120), Idle = TimeSpan.FromSeconds(60), Total = TimeSpan.FromMinutes(30) },
    };

    private static readonly ChatResponseUpdate RoleOnly = new(ChatRole.Assistant, []);

    [Fact]
    public async Task Answer_ThatNeverBegins_TimesOutAtTheFirstToken()
    {
        var call = new Call();
        await call.SendAsync(RoleOnly);
        call.Advance(119);
        await call.SendAsync(RoleOnly);
        call.Advance(1);
        var failure = await call.FailAsync();
        Assert.Contains("nothing of an answer came within 120 s", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task Answer_ThatFallsSilent_TimesOutAtIdle()
    {
        var call = new Call();
        call.Advance(100);
        await call.SendAsync(Text("a"));
        call.Advance(59);
        await call.SendAsync(RoleOnly);
        await call.SendAsync(new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails())]));
        call.Advance(1);
        var failure = await call.FailAsync();
        Assert.Contains("it fell silent for 60 s", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task Answer_WithDeltasOfAnyKind_GoesOnUntilTheTotal()
    {
        var call = new Call();
        ChatResponseUpdate[] deltas =
        [
            Text("a"),
            new(ChatRole.Assistant, [new TextReasoningContent("hm")]),
            new(ChatRole.Assistant, []) { RawRepresentation = new ToolCallDelta(0, "x", "{") },
        ];
        for (var i = 0; i < 30; i++)
        {
            call.Advance(59);
            await call.SendAsync(deltas[i % deltas.Length]);
        }
        call.Advance(30);
        Assert.Contains("its answer took longer than 30 min in all", (await call.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WhoseReaderIsSlow_IsNotSilent()
    {
        var call = new Call(readsAtOnce: false);
        await call.SendAsync(Text("a"));
        call.Advance(300);
        await call.ReadAsync();
        call.Advance(59);
        await call.SendAsync(Text("b"));
        await call.ReadAsync();
        call.End();
        Assert.Equal("ab", await call.Reading.WaitAsync(FakeUpstream.Patience));
    }

    [Fact]
    public async Task Answer_ThatIsFinishedButNotClosed_Ends()
    {
        var call = new Call();
        await call.SendAsync(new ChatResponseUpdate(ChatRole.Assistant, "a") { FinishReason = ChatFinishReason.Stop });
        call.Advance(TimeoutChatClient.UsageGrace.TotalSeconds);
        Assert.Equal("a", await call.Reading.WaitAsync(FakeUpstream.Patience));
    }

    [Fact]
    public async Task Answer_ThatTheCallerCancels_IsCancelled()
    {
        var call = new Call();
        await call.SendAsync(Text("a"));
        await call.Cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Reading.WaitAsync(FakeUpstream.Patience));
        Assert.True(call.Client.IsCancelled);
    }

    [Theory]
    [InlineData(false, "nothing of an answer came within 120 s")]
    [InlineData(true, "it fell silent for 60 s")]
    public async Task Answer_ThatFloodsWithNothing_TimesOutAllTheSame(bool hasBegun, string why)
    {
        var time = new FakeTimeProvider();
        var inner = new FloodingClient(time, hasBegun ? Text("a") : RoleOnly);
        using var client = new TimeoutChatClient(inner, Connection, new LateTimers(time));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("hi"));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.True(inner.IsClosed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exception_OfAKind_BecomesAFailureThatNamesItsTypeAlone(bool hasBegun)
    {
        var call = new Call();
        if (hasBegun) await call.SendAsync(Text("a"));
        call.Client.Updates.Writer.Complete(new OperationCanceledException("not by the caller: secret"));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => call.Reading.WaitAsync(FakeUpstream.Patience));
        Assert.Equal((ProviderException.Failed, null), (failure.Code, failure.Detail));
        Assert.Equal("lab failed in a way that is not known (OperationCanceledException). Try again, or choose another model.", failure.Message);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task Exception_AfterTheFinish_LeavesTheAnswerWhole()
    {
        var call = new Call();
        await call.SendAsync(new ChatResponseUpdate(ChatRole.Assistant, "a") { FinishReason = ChatFinishReason.Stop });
        call.Client.Updates.Writer.Complete(new IOException("the socket"));
        Assert.Equal("a", await call.Reading.WaitAsync(FakeUpstream.Patience));
    }

    private static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    /// <summary>A call through the client under test to a provider that sends what the test says.</summary>
    private sealed class Call
    {
        private readonly FakeTimeProvider _time = new();
        private readonly Channel<bool> _reads = Channel.CreateUnbounded<bool>();
        private readonly bool _readsAtOnce;
        private TaskCompletionSource _received = new();

        public Call(bool readsAtOnce = true)
        {
            _readsAtOnce = readsAtOnce;
            Client = new SilentClient();
            Reading = ReadAllAsync();
        }

        public SilentClient Client { get; }

        public CancellationTokenSource Cancel { get; } = new();

        public Task<string> Reading { get; }

        public void Advance(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

        /// <summary>Lets a slow reader go on, to its next wait.</summary>
        public async Task ReadAsync()
        {
            _reads.Writer.TryWrite(true);
            await Client.AskedAsync();
        }

        public void End() => Client.Updates.Writer.Complete();

        /// <summary>Sends an update, and waits until it has arrived and the next one is waited for.</summary>
        public async Task SendAsync(ChatResponseUpdate update)
        {
            _received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await Client.AskedAsync();
            Client.Updates.Writer.TryWrite(update);
            await _received.Task.WaitAsync(FakeUpstream.Patience);
            if (_readsAtOnce) await Client.AskedAsync();
        }

        public async Task<ProviderException> FailAsync()
        {
            var failure = await Assert.ThrowsAsync<ProviderException>(() => Reading.WaitAsync(FakeUpstream.Patience));
            Assert.Equal((ProviderException.TimedOut, "lab"), (failure.Code, failure.Connection));
            Assert.True(Client.IsCancelled);
            return failure;
        }

        private async Task<string> ReadAllAsync()
        {
            using var client = new TimeoutChatClient(Client, Connection, _time);
            var text = "";
            await foreach (var update in client.GetStreamingResponseAsync("hi", cancellationToken: Cancel.Token))
            {
                text += update.Text;
                _received.TrySetResult();
                if (!_readsAtOnce) await _reads.Reader.ReadAsync();
            }
            return text;
        }
    }

    /// <summary>A clock whose timers never fire: every update is there before they could.</summary>
    private sealed class LateTimers(FakeTimeProvider clock) : TimeProvider
    {
        private readonly FakeTimeProvider _stopped = new();

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _stopped.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Sends one update, then updates without end that carry nothing, heeding no cancellation; each takes a second.</summary>
    private sealed class FloodingClient(FakeTimeProvider time, ChatResponseUpdate first) : IChatClient
    {
        public bool IsClosed { get; private set; }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            try
            {
                yield return first;
                for (var sent = 0; sent < 1000; sent++)
                {
                    time.Advance(TimeSpan.FromSeconds(1));
                    yield return RoleOnly;
                }
            }
            finally
            {
                IsClosed = true;
            }
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class SilentClient : IChatClient
    {
        private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Channel<ChatResponseUpdate> Updates { get; } = Channel.CreateUnbounded<ChatResponseUpdate>();

        public bool IsCancelled { get; private set; }

        /// <summary>Completes while an update is waited for: by then the limits run.</summary>
        public Task AskedAsync() => _asked.Task.WaitAsync(FakeUpstream.Patience);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            while (await AskAsync(cancellationToken)) yield return await Updates.Reader.ReadAsync(cancellationToken);
        }

        private async Task<bool> AskAsync(CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            try
            {
                return await Updates.Reader.WaitToReadAsync(cancellationToken);
            }
            finally
            {
                IsCancelled = cancellationToken.IsCancellationRequested;
                _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
