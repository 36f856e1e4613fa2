using System.Globalization;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>The words of the pages for admins.</summary>
internal static class AdminTexts
{
    /// <summary>The text for what was refused. Of states the common text speaks of answers.</summary>
    public static string Of(IStringLocalizer<Texts> texts, Exception exception) => exception is RefusedException { Code: RefusedException.InvalidState } refused
        ? ErrorTexts.For(texts, "account_state", refused.Message)
        : ErrorTexts.For(texts, exception);

    /// <summary>The text for a field.</summary>
    public static string? OfField(IStringLocalizer<Texts> texts, IEnumerable<FieldError> errors, string field)
    {
        var problems = errors.Where(error => error.Field == field).Select(error => ErrorTexts.For(texts, error.Code, error.Message, error.Argument)).ToList();
        return problems.Count == 0 ? null : string.Join(' ', problems);
    }

    /// <summary>The word for a state.</summary>
    public static string OfState(IStringLocalizer<Texts> texts, AccountState state) => texts[state switch
    {
        AccountState.Pending => "UserPending",
        AccountState.Disabled => "UserIsDisabled",
        AccountState.Deleting => "UserDeleting",
        _ => "UserActive",
    }];

    /// <summary>How long ago something was; a date where that is longer than a week.</summary>
    public static string Ago(IStringLocalizer<Texts> texts, DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) => (now - at) switch
    {
        { TotalMinutes: < 10 } => texts["AgoNow"],
        { TotalHours: < 1 } since => texts["AgoMinutes", (int)since.TotalMinutes],
        { TotalDays: < 1 } since => texts["AgoHours", (int)since.TotalHours],
        { TotalDays: < 8 } since => texts["AgoDays", (int)since.TotalDays],
        _ => TimeZoneInfo.ConvertTime(at, zone).ToString("d", CultureInfo.CurrentCulture),
    };

    /// <summary>A figure that may be large, in few characters.</summary>
    public static string Short(long number) => number switch
    {
        < 10_000 => number.ToString("N0", CultureInfo.CurrentCulture),
        < 1_000_000 => (number / 1_000d).ToString("0.#", CultureInfo.CurrentCulture) + " k",
        < 1_000_000_000 => (number / 1_000_000d).ToString("0.#", CultureInfo.CurrentCulture) + " M",
        _ => (number / 1_000_000_000d).ToString("0.#", CultureInfo.CurrentCulture) + " G",
    };
}
