using System.Linq.Expressions;
using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Usage;

/// <summary>Opens and settles the rows of the ledger inside the transactions of those who call. Stateless.</summary>
internal static class UsageLedger
{
    /// <summary>Prices are for so many tokens.</summary>
    private const decimal TokensAPrice = 1_000_000;

    /// <summary>The most that one call is said to have cost, so that the costs of all can be summed: a million dollars.</summary>
    private const decimal MaxCost = 1_000_000_000_000_000;

    /// <summary>Opens a row; it is written with the caller's transaction.</summary>
    public static UsageEntry Open(AppDbContext database, UsageEntry entry)
    {
        database.Add(entry);
        return entry;
    }

    /// <summary>Settles an open row; one that is settled already stays as it is.</summary>
    public static async Task SettleAsync(
        AppDbContext database, Guid entryId, TokenUsage usage, DateTimeOffset? firstTokenAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = database.Set<UsageEntry>().Where(entry => entry.Id == entryId && entry.SettledAt == null);
        var price = await open.Select(entry => new Price(entry.PromptPrice, entry.CachedPrice, entry.CompletionPrice)).SingleOrDefaultAsync(cancellationToken);
        if (price is null) return;
        usage = usage.Plausible();
        var cost = price.Of(usage);
        await open.ExecuteUpdateAsync(
            update => update
                .SetProperty(entry => entry.PromptTokens, usage.PromptTokens)
                .SetProperty(entry => entry.CachedTokens, usage.CachedTokens)
                .SetProperty(entry => entry.CompletionTokens, usage.CompletionTokens)
                .SetProperty(entry => entry.ReasoningTokens, usage.ReasoningTokens)
                .SetProperty(entry => entry.IsEstimated, usage.IsEstimated)
                .SetProperty(entry => entry.CostNanoDollars, cost)
                .SetProperty(entry => entry.FirstTokenAt, firstTokenAt)
                .SetProperty(entry => entry.SettledAt, now),
            cancellationToken);
    }

    /// <summary>Settles what nobody else settles any more, with the estimate of its opening: the provider may have read the prompt.</summary>
    public static async Task SettleLeftAsync(AppDbContext database, Expression<Func<UsageEntry, bool>> isLeft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = await database.Set<UsageEntry>().Where(entry => entry.SettledAt == null).Where(isLeft)
            .Select(entry => new { entry.Id, entry.PromptTokens }).ToListAsync(cancellationToken);
        foreach (var entry in left) await SettleAsync(database, entry.Id, new TokenUsage(entry.PromptTokens, 0, 0, 0, IsEstimated: true), null, now, cancellationToken);
    }

    /// <summary>The price that held at the opening. Counted here: a database's whole numbers are too small for some products.</summary>
    private sealed record Price(long? Prompt, long? Cached, long? Completion)
    {
        public long? Of(TokenUsage usage)
        {
            if (Prompt is not { } prompt || Completion is not { } completion) return null;
            var cost = ((decimal)(usage.PromptTokens - usage.CachedTokens) * prompt) + ((decimal)usage.CachedTokens * (Cached ?? prompt)) + ((decimal)usage.CompletionTokens * completion);
            return (long)Math.Min(cost / TokensAPrice, MaxCost);
        }
    }
}
