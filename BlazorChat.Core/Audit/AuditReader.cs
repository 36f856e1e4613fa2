using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Audit;

/// <summary>Reads the audit by its keys, for whoever has checked that the reader may. Thread-safe.</summary>
internal sealed class AuditReader(Database database)
{
    private const int MaxWords = 8;

    /// <summary>A page, newest first.</summary>
    public Task<AuditPage> ReadAsync(AuditFilter filter, AuditPlace? after, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async context =>
        {
            var query = Apply(context.Set<AuditEntry>(), filter);
            if (Name(filter.Person) is { } name) query = await OfPersonAsync(context, query, name, cancellationToken);
            // The first condition says nothing new, and is what an index can begin at.
            if (after is { At: var at, Id: var id }) query = query.Where(entry => entry.At <= at && (entry.At < at || entry.Id.CompareTo(id) < 0));
            var rows = await query.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Take(limit + 1).ToListAsync(cancellationToken);
            var page = rows.Take(limit).Select(AuditView.Of).ToList();
            return new AuditPage(page, rows.Count > limit ? new AuditPlace(page[^1].At, page[^1].Id) : null);
        },
        cancellationToken);

    private static IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> query, AuditFilter filter)
    {
        if (AuditText.Storable(filter.Action) is { Length: > 0 } action) query = query.Where(entry => entry.Action == action);
        if (filter.From is { } from) query = query.Where(entry => entry.At >= from);
        if (filter.Before is { } before) query = query.Where(entry => entry.At < before);
        foreach (var word in WordsOf(filter.Words)) query = query.Where(entry => EF.Functions.Like(entry.SearchText, word, "\\"));
        return query;
    }

    /// <summary>What an account did, and what was done to it: under all of the names that it had.</summary>
    private static async Task<IQueryable<AuditEntry>> OfPersonAsync(AppDbContext context, IQueryable<AuditEntry> query, string name, CancellationToken cancellationToken)
    {
        var normalized = name.ToUpperInvariant();
        var id = Guid.TryParse(name, out var given)
            ? given
            : await context.Users.Where(user => user.NormalizedUserName == normalized).Select(user => (Guid?)user.Id).FirstOrDefaultAsync(cancellationToken);
        if (id is { } known) return query.Where(entry => entry.ActorId == known || entry.SubjectId == known);
        // Of an account that is gone: as it was written then.
        return query.Where(entry => entry.ActorName == name || entry.SubjectName == name);
    }

    private static string? Name(string? text) => AuditText.Storable(text?.Trim(), AuditFilter.MaxWordsLength) is { Length: > 0 } name ? name : null;

    private static List<string> WordsOf(string? words) =>
    [
        .. AuditText.Storable(words, AuditFilter.MaxWordsLength).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords)
            .Select(word => $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%"),
    ];
}
