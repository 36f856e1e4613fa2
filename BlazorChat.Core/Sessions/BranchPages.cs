using BlazorChat.Core.Data;
using BlazorChat.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Reads pages of the active branch with the figures of the ledger.</summary>
internal static class BranchPages
{
    public static async Task<BranchPage> ReadAsync(AppDbContext context, SessionDetails session, Guid? before, int limit, CancellationToken cancellationToken)
    {
        List<Message> branch = (before ?? session.ActiveLeafId) is { } last
            ? await BranchQuery.ReadAsync(context, session.Id, last, limit, cancellationToken)
            : [];
        var pending = before is not null ? [] : await context.Set<Message>()
            .Where(message => message.SessionId == session.Id && message.IsPending)
            .OrderBy(message => message.Sequence).ToListAsync(cancellationToken);

        var answers = branch.Where(message => message.Role == MessageRole.Assistant).Select(message => (Guid?)message.Id).ToList();
        var usage = await context.Set<UsageEntry>().Where(entry => answers.Contains(entry.MessageId)).OrderBy(entry => entry.OpenedAt).ToListAsync(cancellationToken);
        var entries = usage.ToLookup(entry => entry.MessageId!.Value);
        return new BranchPage(
            [.. branch.Select(message => View(message, entries[message.Id]))],
            branch.Count > 0 ? branch[0].ParentId : null,
            [.. pending.Select(message => View(message, []))]);
    }

    private static MessageView View(Message message, IEnumerable<UsageEntry> entries) => new(
        message.Id, message.ParentId, message.Sequence, message.Role, message.Status, message.Parts, message.CreatedAt)
    {
        JobId = message.JobId,
        ModelId = message.ModelId,
        RequestedModelId = message.RequestedModelId,
        OmittedMessages = message.OmittedMessages,
        FinishReason = message.FinishReason,
        IsPending = message.IsPending,
        IsHeld = message.IsHeld,
        Metrics = Metrics([.. entries]),
    };

    private static MessageMetrics? Metrics(List<UsageEntry> entries)
    {
        if (entries.Count == 0) return null;
        var last = entries[^1];
        return new MessageMetrics(
            entries.Sum(entry => entry.PromptTokens),
            entries.Sum(entry => entry.CompletionTokens),
            entries.Any(entry => entry.IsEstimated),
            last.FirstTokenAt - last.OpenedAt,
            last.SettledAt - last.OpenedAt);
    }
}
