using BlazorChat.Core.Data;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation.Titles;

/// <summary>The transactions of a title: its row of the ledger, and the title itself. Stateless.</summary>
internal sealed class TitleStore(Database database, ISessionEvents events, TimeProvider time)
{
    /// <summary>Opens a row of the ledger, before the call. Null where a title is not wanted any more.</summary>
    public Task<Guid?> OpenAsync(TitleJob job, ResolvedModel model, ModelPrice? price, long promptTokens, CancellationToken cancellationToken) => database.WriteAsync<Guid?>(
        async context =>
        {
            var isWanted = await context.Set<Session>().AnyAsync(
                session => session.Id == job.SessionId && session.TitleSource == SessionTitleSource.Beginning && session.DeletedAt == null, cancellationToken);
            if (!isWanted) return null;
            var now = time.GetUtcNow();
            return UsageLedger.Open(context, new UsageEntry
            {
                Id = Guid.CreateVersion7(now),
                OwnerId = job.OwnerId,
                SessionId = job.SessionId,
                Purpose = UsagePurpose.Title,
                Connection = model.Connection.Name,
                Model = model.Model,
                OpenedAt = now,
                PromptTokens = promptTokens,
                PromptPrice = price?.Prompt,
                CachedPrice = price?.CachedPrompt,
                CompletionPrice = price?.Completion,
                IsEstimated = true,
            }).Id;
        },
        cancellationToken);

    public Task SettleAsync(Guid entryId, TokenUsage usage, CancellationToken cancellationToken) => database.WriteAsync(
        async context => await UsageLedger.SettleAsync(context, entryId, usage, null, time.GetUtcNow(), cancellationToken), cancellationToken);

    /// <summary>Gives the title, unless a person or another model has given one meanwhile.</summary>
    public async Task SetAsync(TitleJob job, string title, CancellationToken cancellationToken)
    {
        var wasSet = await database.WriteAsync(
            async context =>
            {
                var session = await SessionRow.TakeAsync(context, job.OwnerId, job.SessionId, sequences: 0, cancellationToken);
                if (session is not { TitleSource: SessionTitleSource.Beginning, DeletedAt: null }) return false;
                (session.Title, session.TitleSource) = (title, SessionTitleSource.Model);
                return true;
            },
            cancellationToken);
        if (wasSet) events.Publish(new SessionChanged(job.OwnerId, job.SessionId));
    }
}

/// <summary>A session that may get a better title.</summary>
internal sealed record TitleJob(Guid OwnerId, Guid SessionId, string AnsweredBy, string Question, string Answer);
