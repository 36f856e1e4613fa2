using System.Globalization;

namespace BlazorChat.Core.Providers;

/// <summary>Says how long something is, in the unit that a person would take.</summary>
internal static class DurationText
{
    /// <summary>Seconds below three minutes, minutes below three hours, else hours: <c>90 s</c>, <c>10 min</c>, <c>12 h</c>.</summary>
    public static string Of(TimeSpan duration) => duration switch
    {
        _ when duration < TimeSpan.FromMinutes(3) => Words(duration.TotalSeconds, "s"),
        _ when duration < TimeSpan.FromHours(3) => Words(duration.TotalMinutes, "min"),
        _ => Words(duration.TotalHours, "h"),
    };

    /// <summary>The same for a wait: whole units, never too few.</summary>
    public static string OfWait(TimeSpan wait) => wait switch
    {
        _ when wait < TimeSpan.FromMinutes(3) => Words(Math.Max(1, Math.Ceiling(wait.TotalSeconds)), "s"),
        _ when wait < TimeSpan.FromHours(3) => Words(Math.Ceiling(wait.TotalMinutes), "min"),
        _ => Words(Math.Ceiling(wait.TotalHours), "h"),
    };

    private static string Words(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:0.##} {unit}");
}
