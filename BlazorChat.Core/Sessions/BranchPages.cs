using BlazorChat.Core.Data;
using BlazorChat.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Reads stretches of a branch with their siblings and the figures of the ledger.</summary>
internal static class BranchPages
{
    /// <summary>What came in less time says nothing about a speed.</summary>
    private static readonly TimeSpan ShortestStream = TimeSpan.FromMilliseconds(50);

    public static async Task<BranchPage> ReadAsync(AppDbContext context, SessionDetails session, BranchStretch stretch, int limit, CancellationToken cancellationToken)
    {
        var leaf = (stretch.Through is { } through ? await BranchQuery.FindLeafAsync(context, session, through, cancellationToken) : null) ?? session.ActiveLeafId;
        var branch = await ReadBranchAsync(context, session.Id, leaf, stretch, limit, cancellationToken);
        var isActive = leaf == session.ActiveLeafId;
        var reachesLeaf = stretch is { Before: null } && (branch.Count == 0 || branch[^1].Id == leaf);
        var pending = !isActive || !reachesLeaf ? [] : await context.Set<Message>()
            .Where(message => message.SessionId == session.Id && message.IsPending)
            .OrderBy(message => message.Sequence).ToListAsync(cancellationToken);

        var siblings = await SiblingsAsync(context, session.Id, branch, cancellationToken);
        var answers = branch.Where(message => message.Role == MessageRole.Assistant).Select(message => (Guid?)message.Id).ToList();
        var usage = await context.Set<UsageEntry>().Where(entry => answers.Contains(entry.MessageId)).OrderBy(entry => entry.OpenedAt).ToListAsync(cancellationToken);
        var entries = usage.ToLookup(entry => entry.MessageId!.Value);
        return new BranchPage(
            [.. branch.Select(message => View(message, entries[message.Id]) with { Siblings = PlaceOf(message, siblings) })],
            branch.Count > 0 ? branch[0].ParentId : null,
            [.. pending.Select(message => View(message, []))])
        {
            LeafId = leaf,
            IsActive = isActive,
            After = reachesLeaf || branch.Count == 0 ? null : branch[^1].Id,
        };
    }

    private static async Task<List<Message>> ReadBranchAsync(
        AppDbContext context, Guid sessionId, Guid? leaf, BranchStretch stretch, int limit, CancellationToken cancellationToken)
    {
        if (leaf is not { } end) return [];
        return stretch.After is { } after
            ? await BranchQuery.ReadAfterAsync(context, sessionId, end, after, limit, cancellationToken)
            : await BranchQuery.ReadAsync(context, sessionId, stretch.Before ?? end, limit, cancellationToken);
    }

    /// <summary>All children of the messages' parents, in their order.</summary>
    private static async Task<ILookup<Guid, Guid>> SiblingsAsync(AppDbContext context, Guid sessionId, List<Message> branch, CancellationToken cancellationToken)
    {
        var parents = branch.Where(message => message.ParentId is not null).Select(message => message.ParentId).ToList();
        // Not by session: a parent's children lie in its session, and the index of parents finds them however long that is.
        var nodes = context.Set<Message>().Where(message => parents.Contains(message.ParentId) && !message.IsPending);
        // Only a page that begins with the first message asks for the others without a parent.
        if (branch is [{ ParentId: null }, ..]) nodes = nodes.Concat(context.Set<Message>().Where(message => message.SessionId == sessionId && message.ParentId == null && !message.IsPending));
        var siblings = await nodes.Select(message => new { message.Id, message.ParentId, message.Sequence }).OrderBy(message => message.Sequence).ToListAsync(cancellationToken);
        return siblings.ToLookup(message => message.ParentId ?? Guid.Empty, message => message.Id);
    }

    private static SiblingPlace? PlaceOf(Message message, ILookup<Guid, Guid> siblings)
    {
        List<Guid> all = [.. siblings[message.ParentId ?? Guid.Empty]];
        if (all.Count < 2) return null;
        var index = all.IndexOf(message.Id);
        return new SiblingPlace(index + 1, all.Count, index > 0 ? all[index - 1] : null, index + 1 < all.Count ? all[index + 1] : null);
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
        IsDeleted = message.IsDeleted,
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
            last.SettledAt - last.OpenedAt)
        {
            CachedTokens = entries.Sum(entry => entry.CachedTokens),
            ReasoningTokens = entries.Sum(entry => entry.ReasoningTokens),
            CostNanoDollars = entries.Any(entry => entry.CostNanoDollars is not null) ? entries.Sum(entry => entry.CostNanoDollars) : null,
            TokensPerSecond = SpeedOf(last),
        };
    }

    /// <summary>Of the last call alone: the times of several do not add up to one speed.</summary>
    private static double? SpeedOf(UsageEntry entry) =>
        entry is { FirstTokenAt: { } first, SettledAt: { } end, CompletionTokens: > 1 } && end - first >= ShortestStream
            ? entry.CompletionTokens / (end - first).TotalSeconds
            : null;
}
