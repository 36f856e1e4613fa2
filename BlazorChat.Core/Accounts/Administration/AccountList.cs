using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.Administration;

/// <summary>All accounts by name, for the command line. Thread-safe.</summary>
public sealed class AccountList
{
    private const int MaxPage = 200;
    private readonly Database _database;

    internal AccountList(Database database) => _database = database;

    /// <summary>A page of them, by user name.</summary>
    /// <param name="actor">An admin or the command line.</param>
    /// <param name="after">The user name at which the page before ended; null for the first.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="RefusedException">With <see cref="RefusedException.Forbidden"/>.</exception>
    public async Task<IReadOnlyList<AccountSummary>> ReadAsync(Actor actor, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var last = after is null ? "" : AccountFields.Normalize(after);
        return await _database.ReadAsync(
            async context =>
            {
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                return await context.Users.Where(user => user.NormalizedUserName!.CompareTo(last) > 0).OrderBy(user => user.NormalizedUserName)
                    .Select(user => new AccountSummary(user.Id, user.UserName ?? "", user.Email ?? "", user.State, user.IsAdmin))
                    .Take(Math.Clamp(limit, 1, MaxPage)).ToListAsync(cancellationToken);
            },
            cancellationToken);
    }
}
