using BlazorChat.Core.Data;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Generation;

/// <summary>Runs one attempt: asks the model and takes what comes to the live message and the journal. Every way it can go ends in an outcome.</summary>
internal sealed partial class GenerationRunner(
    ModelCaller caller, JournalWriter journal, IOptions<GenerationOptions> options, TimeProvider time, ILogger<GenerationRunner> logger)
{
    /// <summary>Runs to the end. Returns null where the server ends before anything was received: the job can simply run again.</summary>
    public async Task<GenerationEnd?> RunAsync(ClaimedGeneration generation, LiveMessage live, RunningGeneration running)
    {
        var translator = new UpdateTranslator(generation.Sources);
        var attempt = new Attempt(live, generation.UsageEntryId);
        var outcome = await AskAsync(generation, translator, attempt, running);
        if (outcome is null) return null;
        var isFree = outcome.Status == MessageStatus.Failed && !attempt.HasReceived; // As where a fallback takes over.
        foreach (var rest in translator.Finish()) live.Append(rest);

        var parts = live.ToParts();
        return new GenerationEnd(generation.Job.Id, outcome, parts)
        {
            UsageEntryId = attempt.UsageEntryId,
            Usage = translator.ReportedUsage() ?? (isFree ? TokenUsage.None : Estimate(generation, parts)),
            FirstTokenAt = attempt.FirstTokenAt,
            AnsweredBy = attempt.Answering?.Id,
        };
    }

    private async Task<GenerationOutcome?> AskAsync(ClaimedGeneration generation, UpdateTranslator translator, Attempt attempt, RunningGeneration running)
    {
        try
        {
            if (generation.Call is not { } call) return Unknown(generation.Job.ModelId);
            await foreach (var update in caller.AskAsync(generation, call, attempt, running.Token))
            {
                foreach (var piece in translator.Translate(update)) Take(piece, attempt);
                foreach (var image in await caller.KeepImagesAsync(generation, update, running.Token)) Take(image, attempt);
            }

            return GenerationOutcomes.OfStreamEnd(translator.FinishReason, attempt.HasReceived, attempt.Answering ?? call.Model);
        }
        catch (OperationCanceledException) when (running.Token.IsCancellationRequested)
        {
            if (running.IsStoppedByUser) return new GenerationOutcome(MessageStatus.Stopped);
            return attempt.HasReceived ? GenerationOutcomes.ServerEnded() : null;
        }
        catch (ProviderException exception)
        {
            LogProviderFailed(logger, generation.Job.Id, exception.Connection, exception.Code, exception.Status, exception.RequestId);
            return GenerationOutcomes.OfProvider(exception, attempt.HasReceived);
        }
        catch (JournalOverflowException exception)
        {
            return new GenerationOutcome(MessageStatus.Failed, Error: new ErrorPart("storage_full", exception.Message));
        }
        catch (StorageFullException)
        {
            return GenerationOutcomes.StorageFull();
        }
        catch (AnswerTooLongException exception)
        {
            return new GenerationOutcome(MessageStatus.Failed, Error: new ErrorPart("answer_too_long", exception.Message));
        }
        catch (Exception exception)
        {
            // One answer's failure is that answer's alone, whatever it was.
            LogFailed(logger, generation.Job.Id, exception);
            return GenerationOutcomes.Internal(generation.Job.Id);
        }
    }

    private void Take(MessagePart piece, Attempt attempt)
    {
        if (attempt.FirstTokenAt is null) attempt.Live.SetNotice(null);
        attempt.FirstTokenAt ??= time.GetUtcNow();
        attempt.Live.Append(piece);
        if (attempt.Live.Length > options.Value.MaxAnswerUnits) throw new AnswerTooLongException(options.Value.MaxAnswerUnits);
        journal.Touch(attempt.Live);
    }

    private static GenerationOutcome Unknown(string modelId) => new(MessageStatus.Failed, Error: new ErrorPart(
        RefusedException.ModelNotFound, $"No connection offers the model {modelId} any more. Choose another one and retry.", modelId));

    private static TokenUsage Estimate(ClaimedGeneration generation, IReadOnlyList<MessagePart> parts)
    {
        var prompt = generation.Branch.Sum(message => TokenEstimate.Of(ConversationContext.TextOf(message)));
        var before = generation.Message.Parts.OfType<GrowingPart>().Sum(part => TokenEstimate.Of(part.Text));
        var now = parts.OfType<GrowingPart>().Sum(part => TokenEstimate.Of(part.Text));
        var reasoning = parts.OfType<ReasoningPart>().Sum(part => TokenEstimate.Of(part.Text));
        return new TokenUsage(prompt + before, 0, Math.Max(0, now - before), reasoning, IsEstimated: true);
    }

    // Never the provider's own words: they may repeat what was asked.
    [LoggerMessage(Level = LogLevel.Warning, Message = "Generation {JobId} failed at {Connection}: {Code} (status {Status}, request {RequestId}).")]
    private static partial void LogProviderFailed(ILogger logger, Guid jobId, string connection, string code, int? status, string? requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Generation {JobId} failed by an error of ours.")]
    private static partial void LogFailed(ILogger logger, Guid jobId, Exception exception);
}

/// <summary>An answer passed the bound on its length.</summary>
internal sealed class AnswerTooLongException(int maxUnits)
    : Exception($"The answer was ended at {maxUnits / 1024 / 1024} Mi characters, the longest that this server keeps.");
