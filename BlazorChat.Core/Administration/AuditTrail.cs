using System.Runtime.CompilerServices;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Administration;

/// <summary>The audit for admins. Thread-safe.</summary>
public sealed class AuditTrail
{
    /// <summary>The most rows of one page.</summary>
    public const int MaxPage = 200;

    private const int ExportPage = 1000;

    private readonly AuditReader _reader;
    private readonly AuditLog _log;
    private readonly AccountAccess _access;

    internal AuditTrail(AuditReader reader, AuditLog log, AccountAccess access) => (_reader, _log, _access) = (reader, log, access);

    /// <summary>A page, newest first.</summary>
    /// <param name="caller">An admin.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="after">Where the page begins; null is the newest row.</param>
    /// <param name="limit">How many rows at most, from 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="RefusedException">The caller is no admin.</exception>
    public async Task<AuditPage> SearchAsync(Caller caller, AuditFilter filter, AuditPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await _access.CheckAdminAsync(caller, cancellationToken);
        return await _reader.ReadAsync(filter, after, Math.Clamp(limit, 1, MaxPage), cancellationToken);
    }

    /// <summary>All rows, newest first, read as they are taken: never more than a page is held. The export itself is entered first.</summary>
    /// <returns>The rows, once the export is a part of the audit.</returns>
    /// <exception cref="RefusedException">The caller is no admin; thrown at once, and during the export when the caller stops being one.</exception>
    public async Task<IAsyncEnumerable<AuditView>> ExportAsync(Caller caller, AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await _access.CheckAdminAsync(caller, cancellationToken);
        await _log.AppendAsync(Actor.Of(caller), AuditActions.AuditExported, AuditSubject.None, DetailsOf(filter), cancellationToken);
        return ReadAllAsync(caller, filter, cancellationToken);
    }

    private async IAsyncEnumerable<AuditView> ReadAllAsync(Caller caller, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AuditPlace? place = null;
        do
        {
            var page = await _reader.ReadAsync(filter, place, ExportPage, cancellationToken);
            foreach (var row in page.Rows) yield return row;
            place = page.Next;
            await _access.CheckAdminAsync(caller, cancellationToken);
        }
        while (place is not null);
    }

    private static string? DetailsOf(AuditFilter filter)
    {
        string?[] parts =
        [
            filter.Words is { Length: > 0 } words ? $"words: {words}" : null, filter.Action is { Length: > 0 } action ? $"action: {action}" : null,
            filter.Person is { Length: > 0 } person ? $"person: {person}" : null, filter.From is { } from ? $"from {from:u}" : null, filter.Before is { } before ? $"before {before:u}" : null,
        ];
        return string.Join(", ", parts.OfType<string>()) is { Length: > 0 } details ? details : null;
    }
}
