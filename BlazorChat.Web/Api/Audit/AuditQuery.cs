using System.Globalization;
using BlazorChat.Core.Audit;
using Microsoft.AspNetCore.Http.Extensions;

namespace BlazorChat.Web.Api.Audit;

/// <summary>The filters of the audit as an address has them: the page and its export read the same. What cannot be read is no condition.</summary>
/// <param name="Words">The words, <c>q</c>.</param>
/// <param name="Action">The action, <c>action</c>.</param>
/// <param name="Person">An account's name or id, <c>person</c>.</param>
/// <param name="From">The first day, <c>from</c>.</param>
/// <param name="To">The last day, <c>to</c>.</param>
public sealed record AuditQuery(string Words, string Action, string Person, DateOnly? From, DateOnly? To)
{
    public static AuditQuery Read(string? words, string? action, string? person, string? from, string? to) =>
        new(Text(words), AuditActions.All.Contains(action) ? action! : "", Text(person), Day(from), Day(to));

    /// <summary>Whether anything is asked for.</summary>
    public bool IsEmpty => this is { Words: "", Action: "", Person: "", From: null, To: null };

    public AuditFilter ToFilter(TimeZoneInfo zone) => new AuditFilter { Words = Words, Action = Action, Person = Person }.OfDays(From, To, zone);

    /// <summary>A path with these filters.</summary>
    public string At(string path)
    {
        var query = new QueryBuilder();
        if (Words.Length > 0) query.Add("q", Words);
        if (Action.Length > 0) query.Add("action", Action);
        if (Person.Length > 0) query.Add("person", Person);
        if (From is { } from) query.Add("from", DayOf(from));
        if (To is { } to) query.Add("to", DayOf(to));
        return path + query;
    }

    /// <summary>A day as addresses and fields have it; empty where there is none.</summary>
    public static string DayOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(string? text) => text?.Trim() is { } trimmed ? trimmed[..Math.Min(trimmed.Length, AuditFilter.MaxWordsLength)] : "";
}
