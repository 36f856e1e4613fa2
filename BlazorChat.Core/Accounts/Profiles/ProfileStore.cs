using System.Text;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.Profiles;

/// <summary>Everybody's own profile and preferences. Thread-safe.</summary>
public sealed class ProfileStore
{
    /// <summary>The longest display name, in UTF-16 units.</summary>
    public const int MaxNameLength = 100;

    private const int MaxLanguageLength = 35; // RFC 5646, 4.4.1
    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly AuditLog _audit;

    internal ProfileStore(Database database, AccountAccess access, AuditLog audit) => (_database, _access, _audit) = (database, access, audit);

    /// <summary>The caller's profile.</summary>
    /// <exception cref="RefusedException">The caller is not signed in any more.</exception>
    public async Task<Profile> ReadAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        return await _database.ReadAsync(
            context => context.Users.Where(user => user.Id == caller.UserId)
                .Select(user => new Profile(user.UserName ?? "", user.DisplayName, user.Email ?? "", user.IsAdmin, user.CreatedAt)).FirstOrDefaultAsync(cancellationToken),
            cancellationToken) ?? throw Gone();
    }

    /// <summary>Gives the caller another name to show; empty is the user name.</summary>
    /// <exception cref="RefusedException">The name is too long, or has characters that cannot be shown.</exception>
    public async Task RenameAsync(Caller caller, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        await _access.CheckAsync(caller, cancellationToken);
        var text = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > MaxNameLength || text.EnumerateRunes().Any(IsUnfit))
            throw new RefusedException([new FieldError("display_name", "display_name_wrong", $"A name has at most {MaxNameLength} characters, and none that cannot be seen.")]);
        var next = text.Length == 0 ? null : text;
        await _database.WriteAsync(
            async context =>
            {
                var user = await context.Users.FirstOrDefaultAsync(user => user.Id == caller.UserId, cancellationToken) ?? throw Gone();
                if (user.DisplayName == next) return;
                user.DisplayName = next;
                await _audit.AppendAsync(context, Actor.Of(caller), AuditActions.ProfileChanged, new AuditSubject(user.Id, user.UserName ?? ""), null, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>The caller's preferences.</summary>
    /// <exception cref="RefusedException">The caller is not signed in any more.</exception>
    public async Task<Preferences> PreferencesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var row = await _database.ReadAsync(context => context.Set<AccountPreferences>().FirstOrDefaultAsync(row => row.OwnerId == caller.UserId, cancellationToken), cancellationToken);
        return row is null ? new Preferences() : new Preferences { Theme = row.Theme, Language = row.Language, HasShortcuts = row.HasShortcuts, HasNotifications = row.HasNotifications };
    }

    /// <summary>Changes one preference.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="name">One of <see cref="PreferenceNames"/>.</param>
    /// <param name="value">What that name takes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="RefusedException">There is no such preference, or it does not take this value.</exception>
    public async Task SetPreferenceAsync(Caller caller, string name, string value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        await _access.CheckAsync(caller, cancellationToken);
        var change = ChangeOf(name, value) ?? throw new RefusedException([new FieldError("value", "preference_wrong", "There is no such preference, or it does not take this value.")]);
        await _database.WriteAsync(
            async context =>
            {
                // One page of a user after another: two would make the row twice.
                var isThere = await context.Users.Where(user => user.Id == caller.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.State, user => user.State), cancellationToken) > 0;
                if (!isThere) throw Gone();
                var row = await context.Set<AccountPreferences>().FirstOrDefaultAsync(row => row.OwnerId == caller.UserId, cancellationToken);
                if (row is null) context.Add(row = new AccountPreferences { OwnerId = caller.UserId });
                change(row);
            },
            cancellationToken);
    }

    private static Action<AccountPreferences>? ChangeOf(string name, string value) => (name, value) switch
    {
        (PreferenceNames.Theme, "system" or "light" or "dark") => row => row.Theme = value,
        (PreferenceNames.Language, { Length: <= MaxLanguageLength }) when value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') => row => row.Language = value.Length == 0 ? null : value,
        (PreferenceNames.Shortcuts, "on" or "off") => row => row.HasShortcuts = value == "on",
        (PreferenceNames.Notifications, "on" or "off") => row => row.HasNotifications = value == "on",
        _ => null,
    };

    // Characters that turn or hide what stands beside them could make one person look like another.
    private static bool IsUnfit(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.Surrogate || rune == Rune.ReplacementChar;

    private static RefusedException Gone() => new(RefusedException.SignedOut, "There is no such account any more.");
}
