using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Usage;

/// <summary>Opens and settles the rows of the ledger inside the transactions of those who call. Stateless.</summary>
internal static class UsageLedger
{
    /// <summary>Prices are for so many tokens.</summary>
    private const long TokensAPrice = 1_000_000;

    /// <summary>Opens a row; it is written with the caller's transaction.</summary>
    public static UsageEntry Open(AppDbContext database, UsageEntry entry)
    {
        database.Add(entry);
        return entry;
    }

    /// <summary>Settles an open row; one that is settled already stays as it is.</summary>
    public static Task<int> SettleAsync(
        AppDbContext database, Guid entryId, TokenUsage usage, DateTimeOffset? firstTokenAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Set<UsageEntry>().Where(entry => entry.Id == entryId && entry.SettledAt == null).ExecuteUpdateAsync(
            update => update
                .SetProperty(entry => entry.PromptTokens, usage.PromptTokens)
                .SetProperty(entry => entry.CachedTokens, usage.CachedTokens)
                .SetProperty(entry => entry.CompletionTokens, usage.CompletionTokens)
                .SetProperty(entry => entry.ReasoningTokens, usage.ReasoningTokens)
                .SetProperty(entry => entry.IsEstimated, usage.IsEstimated)
                .SetProperty(
                    entry => entry.CostNanoDollars,
                    entry => (((usage.PromptTokens - usage.CachedTokens) * entry.PromptPrice)
                        + (usage.CachedTokens * (entry.CachedPrice ?? entry.PromptPrice))
                        + (usage.CompletionTokens * entry.CompletionPrice)) / TokensAPrice)
                .SetProperty(entry => entry.FirstTokenAt, firstTokenAt)
                .SetProperty(entry => entry.SettledAt, now),
            cancellationToken);
}
