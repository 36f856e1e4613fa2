using System.Globalization;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Sidebar;

/// <summary>Sessions of one stretch of time.</summary>
/// <param name="Key">A key of the texts; null where <paramref name="Month"/> says it.</param>
/// <param name="Month">The month's name, with its year where that is not this one.</param>
/// <param name="Items">The sessions, newest first.</param>
public sealed record SessionGroup(string? Key, string? Month, IReadOnlyList<SessionSummary> Items);

/// <summary>Groups a list by the reader's days.</summary>
public static class SessionGroups
{
    /// <summary>Groups sessions that are ordered from new to old.</summary>
    public static IReadOnlyList<SessionGroup> Of(IEnumerable<SessionSummary> sessions, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOf(now, zone);
        return [.. sessions
            .GroupBy(session => Heading(DateOf(session.UpdatedAt, zone), today))
            .Select(group => new SessionGroup(group.Key.Key, group.Key.Month, [.. group]))];
    }

    private static (string? Key, string? Month) Heading(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        <= 0 => ("Today", null),
        1 => ("Yesterday", null),
        <= 7 => ("Previous7Days", null),
        <= 30 => ("Previous30Days", null),
        _ => (null, day.ToString(day.Year == today.Year ? "MMMM" : "MMMM yyyy", CultureInfo.CurrentCulture)),
    };

    private static DateOnly DateOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}
