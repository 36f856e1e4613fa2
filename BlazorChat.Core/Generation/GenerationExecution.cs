using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Sessions;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Generation;

/// <summary>Takes one job from its claim through its attempt to its saved end.</summary>
internal sealed partial class GenerationExecution(
    GenerationStore store, GenerationRunner runner, GenerationRegistry registry, JournalWriter journal, TimeProvider time, ILogger<GenerationExecution> logger)
{
    private static readonly TimeSpan SaveRetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>After so many tries it may be the end itself that the database refuses; the text is then saved with an end of ours.</summary>
    private const int MaxTriesOfOneEnd = 10;

    /// <summary>Returns the message that waited for this one, if it is its turn now.</summary>
    public async Task<QueuedGeneration?> RunAsync(QueuedGeneration generation, CancellationToken shutdown)
    {
        var running = registry.Running.Add(generation.JobId, shutdown);
        try
        {
            if (await store.ClaimAsync(generation.JobId, shutdown) is not { } claimed) return null;
            var live = registry.Live.Begin(claimed.Message);
            registry.Publish(claimed.Job);

            var end = await runner.RunAsync(claimed, live, running);
            await journal.SealAsync(live);
            if (end?.Outcome.Error is { } error) live.Append(error);
            var next = end is null ? await RequeueAsync(claimed) : await SaveAsync(claimed, live, end, shutdown);
            if (end?.Outcome.Status == MessageStatus.Completed) registry.Titles.Consider(claimed, end.AnsweredBy ?? claimed.Job.ModelId, ConversationContext.TextOf(end.Parts));
            return next;
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            return null; // Not claimed: it is still queued and runs after the restart.
        }
        finally
        {
            registry.Running.Remove(generation.JobId);
        }
    }

    private async Task<QueuedGeneration?> RequeueAsync(ClaimedGeneration claimed)
    {
        await store.RequeueAsync(claimed.Job.Id, CancellationToken.None);
        return null;
    }

    // Never with the cancelled token: what was received is saved whatever ended it. If the storage takes nothing, it is tried until it does
    // or the server ends; the text is in memory meanwhile, and what the journal holds survives even that.
    private async Task<QueuedGeneration?> SaveAsync(ClaimedGeneration claimed, LiveMessage live, GenerationEnd end, CancellationToken shutdown)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var next = await store.EndAsync(end, CancellationToken.None);
                registry.Live.Complete(live, new FeedEnd(end.Outcome.Status, end.Outcome.FinishReason));
                registry.Publish(claimed.Job);
                return next;
            }
            catch (Exception exception) when (!shutdown.IsCancellationRequested)
            {
                LogSaveFailed(logger, claimed.Job.Id, exception);
                live.SetNotice(FeedNotice.CodeOf(exception));
                if (tries == MaxTriesOfOneEnd && FeedNotice.CodeOf(exception) == FeedNotice.StorageFailing) end = end with { Outcome = GenerationOutcomes.Internal(claimed.Job.Id) };
                await Task.Delay(SaveRetryDelay, time, shutdown).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of generation {JobId} could not be saved; it is tried again.")]
    private static partial void LogSaveFailed(ILogger logger, Guid jobId, Exception exception);
}
