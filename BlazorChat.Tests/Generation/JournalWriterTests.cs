using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorChat.Tests.Generation;

public sealed class JournalWriterTests : IAsyncDisposable
{
    private readonly Sink _sink = new();
    private readonly FakeTimeProvider _time = new();
    private readonly GenerationOptions _options = new() { MaxUnjournaledUnits = 10 };
    private readonly JournalWriter _writer;

    public JournalWriterTests() => _writer = new JournalWriter(_sink, Options.Create(_options), _time, NullLogger<JournalWriter>.Instance);

    [Fact]
    public async Task Flush_OfTwoHundredAnswers_IsOneCommit()
    {
        await _writer.StartAsync(TestTimeout.Token);
        var answers = Enumerable.Range(0, 200).Select(_ => Begin()).ToList();
        for (var token = 0; token < 50; token++) answers.ForEach(answer => Append(answer, "token "));

        await _time.TimerOfAsync(_options.JournalInterval);
        _time.Advance(_options.JournalInterval);

        var commit = await _sink.NextAsync();
        Assert.Equal(200, commit.Count); // What came between two commits is one row an answer.
        Assert.All(commit, entry => Assert.Equal("token ".Length * 50, PartsJson.ReadOne(entry.Payload).Length));
        Assert.Equal(1, _sink.Writes);
    }

    [Fact]
    public async Task Flush_AfterAFailure_WritesEverythingOnceAndTakesTheNoticeBack()
    {
        var answer = Begin();
        Append(answer, "one ");
        _sink.Failure = new IOException("disk full");
        Assert.False(await _writer.FlushAsync(TestTimeout.Token));
        Assert.Equal(FeedNotice.StorageFailing, NoticeOf(answer));
        Assert.True(_writer.IsFailing);
        Append(answer, "two");

        _sink.Failure = null;
        Assert.True(await _writer.FlushAsync(TestTimeout.Token));
        Assert.True(await _writer.FlushAsync(TestTimeout.Token));

        var entry = Assert.Single(await _sink.NextAsync());
        Assert.Equal((0, new TextPart("one two")), (entry.Offset, PartsJson.ReadOne(entry.Payload)));
        Assert.Equal(1, _sink.Writes);
        Assert.Null(NoticeOf(answer));
        Assert.False(_writer.IsFailing);
    }

    [Fact]
    public async Task Lag_OfWhatWaits_GrowsUntilItIsWritten()
    {
        var answer = Begin();
        Assert.Equal((null, null), (_writer.Lag, _writer.CommittedAt));
        Append(answer, "one ");
        _time.Advance(TimeSpan.FromSeconds(3));
        Append(answer, "two");
        _sink.Failure = new IOException("disk full");
        Assert.False(await _writer.FlushAsync(TestTimeout.Token));
        Assert.Equal(TimeSpan.FromSeconds(3), _writer.Lag);

        _sink.Failure = null;
        Assert.True(await _writer.FlushAsync(TestTimeout.Token));
        Assert.Equal((null, _time.GetUtcNow()), (_writer.Lag, _writer.CommittedAt));
    }

    [Fact]
    public async Task Touch_PastWhatMayWait_EndsTheAnswer_AndOnlyWhileTheStorageFails()
    {
        var answer = Begin();
        Append(answer, new string('x', 100)); // Much at once is no trouble.
        _sink.Failure = new IOException("disk full");
        await _writer.FlushAsync(TestTimeout.Token);
        Assert.Throws<JournalOverflowException>(() => Append(answer, "y"));
    }

    [Fact]
    public async Task Flush_AfterASeal_LeavesTheAnswerAlone()
    {
        var answer = Begin();
        Append(answer, "folded into the message instead");
        await _writer.SealAsync(answer);
        Assert.True(await _writer.FlushAsync(TestTimeout.Token));
        Assert.Equal(0, _sink.Writes);
    }

    [Fact]
    public async Task Stop_WithTextUnwritten_WritesIt()
    {
        await _writer.StartAsync(TestTimeout.Token);
        Append(Begin(), "last words");
        await _writer.StopAsync(TestTimeout.Token);
        Assert.Single(await _sink.NextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.StopAsync(TestTimeout.Token);
        _writer.Dispose();
    }

    private static LiveMessage Begin()
    {
        var live = new LiveMessage(Guid.CreateVersion7());
        live.Begin(new Message { Attempt = 1 });
        return live;
    }

    private void Append(LiveMessage answer, string text)
    {
        answer.Append(new TextPart(text));
        _writer.Touch(answer);
    }

    private static string? NoticeOf(LiveMessage answer)
    {
        var events = new List<FeedEvent>();
        answer.Observe(new FeedReader(null), events);
        return events.OfType<FeedNotice>().SingleOrDefault()?.Code;
    }

    private sealed class Sink : IJournalSink
    {
        private readonly System.Threading.Channels.Channel<IReadOnlyList<JournalEntry>> _commits = System.Threading.Channels.Channel.CreateUnbounded<IReadOnlyList<JournalEntry>>();

        public Exception? Failure { get; set; }

        public int Writes { get; private set; }

        public Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
        {
            if (Failure is not null) return Task.FromException(Failure);
            Writes++;
            _commits.Writer.TryWrite(entries);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<JournalEntry>> NextAsync() => _commits.Reader.ReadAsync(TestTimeout.Token).AsTask();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
