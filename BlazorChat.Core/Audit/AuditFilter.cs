namespace BlazorChat.Core.Audit;

/// <summary>Which rows of the audit are wanted; what is null is no condition.</summary>
public sealed record AuditFilter
{
    /// <summary>The longest text that is searched for; what is longer is cut.</summary>
    public const int MaxWordsLength = 200;

    /// <summary>All of it.</summary>
    public static AuditFilter All { get; } = new();

    /// <summary>Words that must all be in the row: in a name, the action, the details or the address.</summary>
    public string? Words { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public string? Action { get; init; }

    /// <summary>An account's id or name: rows of what it did and of what was done to it. A name that no account has now is looked for in the rows.</summary>
    public string? Person { get; init; }

    /// <summary>The first moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first moment after the last one.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The same with the days of a reader, both of them included.</summary>
    public AuditFilter OfDays(DateOnly? first, DateOnly? last, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return this with { From = BeginOf(first, zone), Before = last == DateOnly.MaxValue ? null : BeginOf(last?.AddDays(1), zone) };
    }

    private static DateTimeOffset? BeginOf(DateOnly? day, TimeZoneInfo zone)
    {
        // The ends of the calendar have no time before or after them.
        if (day is not { Year: > 1 and < 9999 } date) return null;
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
