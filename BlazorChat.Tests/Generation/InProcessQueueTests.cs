using BlazorChat.Core.Generation;
using BlazorChat.Core.Settings;

namespace BlazorChat.Tests.Generation;

public sealed class InProcessQueueTests
{
    private readonly InProcessQueue _queue = new(new LiveOptions<GenerationOptions>(new GenerationOptions { PerUser = 2 }));
    private readonly Guid _ann = Guid.CreateVersion7();
    private readonly Guid _bob = Guid.CreateVersion7();

    [Fact]
    public async Task Take_OfMoreThanAUserMayRun_WaitsAndLetsOthersPass()
    {
        var jobs = Enumerable.Range(0, 3).Select(_ => Job(_ann)).ToList();
        jobs.ForEach(_queue.Enqueue);
        var other = Job(_bob);
        _queue.Enqueue(other);

        Assert.Equal([jobs[0], jobs[1], other], [await TakeAsync(), await TakeAsync(), await TakeAsync()]);
        var next = TakeAsync();
        Assert.False(next.IsCompleted);
        _queue.Release(jobs[1]);
        Assert.Equal(jobs[2], await next);
    }

    [Fact]
    public async Task Enqueue_OfAJobThatWaits_ChangesNothing()
    {
        var job = Job(_ann);
        _queue.Enqueue(job);
        _queue.Enqueue(job);
        Assert.Equal(job, await TakeAsync());
        Assert.False(TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task Enqueue_OfAJobThatIsTaken_ComesAgainAfterItsRelease()
    {
        var job = Job(_ann);
        _queue.Enqueue(job);
        await TakeAsync();
        _queue.Enqueue(job); // Continued between its end and its release.
        var next = TakeAsync();
        Assert.False(next.IsCompleted);
        _queue.Release(job);
        Assert.Equal(job, await next);
    }

    [Fact]
    public async Task Enqueue_AfterRelease_TakesItAgain()
    {
        var job = Job(_ann);
        _queue.Enqueue(job);
        _queue.Release(await TakeAsync());
        _queue.Enqueue(job);
        Assert.Equal(job, await TakeAsync());
    }

    private static QueuedGeneration Job(Guid owner) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), owner);

    private Task<QueuedGeneration> TakeAsync() => _queue.TakeAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
