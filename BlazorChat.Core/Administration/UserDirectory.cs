using System.Linq.Expressions;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Usage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Administration;

/// <summary>
/// The accounts as admins see them, with figures and without content. A page costs the same few queries however many accounts there are; the figures are
/// read for the accounts of the page alone, except where they are the order. Thread-safe.
/// </summary>
public sealed class UserDirectory
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal UserDirectory(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>A page of accounts.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.Forbidden"/>: the actor is no active admin.</exception>
    public Task<UserPage> ListAsync(Actor actor, UserQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var size = Math.Clamp(query.PageSize, 1, UserQuery.MaxPageSize);
        return ReadAsync(
            actor,
            async context =>
            {
                var users = Filter(context.Users, query);
                var total = await users.CountAsync(cancellationToken);
                var rows = await Order(context, users, query).Skip(Math.Max(0, query.Page) * size).Take(size).Select(Row).ToListAsync(cancellationToken);
                return new UserPage(await WithFiguresAsync(context, rows, cancellationToken), total);
            },
            cancellationToken);
    }

    /// <summary>One account; null where there is none.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.Forbidden"/>: the actor is no active admin.</exception>
    public Task<UserDetails?> FindAsync(Actor actor, Guid userId, CancellationToken cancellationToken) => ReadAsync(
        actor,
        async context =>
        {
            var now = _time.GetUtcNow();
            if (await context.Users.Where(user => user.Id == userId).Select(Row).FirstOrDefaultAsync(cancellationToken) is not { } row) return null;
            var more = await context.Users.Where(user => user.Id == userId).Select(user => new
            {
                SignIns = context.Set<SignIn>().Count(signIn => signIn.UserId == userId && signIn.ExpiresAt > now),
                user.TwoFactorEnabled,
                Passkeys = context.Set<IdentityUserPasskey<Guid>>().Count(passkey => passkey.UserId == userId),
                Connections = context.Set<StoredConnection>().Count(connection => connection.OwnerId == userId),
            }).FirstAsync(cancellationToken);
            var rows = await WithFiguresAsync(context, [row], cancellationToken);
            return new UserDetails(rows[0], more.SignIns, more.TwoFactorEnabled, more.Passkeys, more.Connections);
        },
        cancellationToken);

    /// <summary>How many accounts wait for approval.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.Forbidden"/>: the actor is no active admin.</exception>
    public Task<int> CountPendingAsync(Actor actor, CancellationToken cancellationToken) =>
        ReadAsync(actor, context => context.Users.CountAsync(user => user.State == AccountState.Pending, cancellationToken), cancellationToken);

    private static Expression<Func<ApplicationUser, UserRow>> Row => user => new UserRow(user.Id, user.UserName ?? "", user.Email ?? "", user.State, user.IsAdmin, user.CreatedAt)
    {
        DisplayName = user.DisplayName,
        LastActiveAt = user.LastActiveAt,
    };

    private Task<T> ReadAsync<T>(Actor actor, Func<AppDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _database.ReadAsync(
            async context =>
            {
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                return await read(context);
            },
            cancellationToken);
    }

    private static IQueryable<ApplicationUser> Filter(IQueryable<ApplicationUser> users, UserQuery query)
    {
        if (query.State is { } state) users = users.Where(user => user.State == state);
        if (query.IsAdmin is { } isAdmin) users = users.Where(user => user.IsAdmin == isAdmin);
        if (AuditText.Storable(query.Text?.Trim()) is not { Length: > 0 } text) return users;
        var upper = AccountFields.Normalize(text);
        // SQLite knows capitals of ASCII alone: other letters of a name are found as they are written.
#pragma warning disable CA1304, CA1311, CA1862 // It is SQL's upper(), not .NET's.
        return users.Where(user => user.NormalizedUserName!.Contains(upper) || user.NormalizedEmail!.Contains(upper)
            || (user.DisplayName != null && (user.DisplayName.Contains(text) || user.DisplayName.ToUpper().Contains(upper))));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static IQueryable<ApplicationUser> Order(AppDbContext context, IQueryable<ApplicationUser> users, UserQuery query)
    {
        var isDown = query.IsDescending;
        var ordered = query.Sort switch
        {
            UserSort.Email => By(users, user => user.NormalizedEmail, isDown),
            UserSort.State => By(users, user => user.State, isDown),
            UserSort.Role => By(users, user => user.IsAdmin, isDown),
            UserSort.Created => By(users, user => user.CreatedAt, isDown),
            // The databases differ in where nothing stands.
            UserSort.LastActive => isDown
                ? users.OrderByDescending(user => user.LastActiveAt != null).ThenByDescending(user => user.LastActiveAt)
                : users.OrderBy(user => user.LastActiveAt != null).ThenBy(user => user.LastActiveAt),
            UserSort.Sessions => By(users, user => context.Set<Session>().Count(session => session.OwnerId == user.Id && session.DeletedAt == null), isDown),
            UserSort.Tokens => By(users, user => context.Set<UsageEntry>().Where(entry => entry.OwnerId == user.Id).Sum(entry => entry.PromptTokens + entry.CompletionTokens), isDown),
            _ => By(users, user => user.NormalizedUserName, isDown),
        };
        return ordered.ThenBy(user => user.NormalizedUserName).ThenBy(user => user.Id);
    }

    private static IOrderedQueryable<ApplicationUser> By<T>(IQueryable<ApplicationUser> users, Expression<Func<ApplicationUser, T>> key, bool isDown) =>
        isDown ? users.OrderByDescending(key) : users.OrderBy(key);

    private static async Task<List<UserRow>> WithFiguresAsync(AppDbContext context, List<UserRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var sessions = await context.Set<Session>().Where(session => ids.Contains(session.OwnerId) && session.DeletedAt == null)
            .GroupBy(session => session.OwnerId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var tokens = await context.Set<UsageEntry>().Where(entry => ids.Contains(entry.OwnerId))
            .GroupBy(entry => entry.OwnerId).Select(group => new { group.Key, Sum = group.Sum(entry => entry.PromptTokens + entry.CompletionTokens) })
            .ToDictionaryAsync(group => group.Key, group => group.Sum, cancellationToken);
        return [.. rows.Select(row => row with { Sessions = sessions.GetValueOrDefault(row.Id), Tokens = tokens.GetValueOrDefault(row.Id) })];
    }
}
