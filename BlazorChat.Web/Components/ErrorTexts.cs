using System.Globalization;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components;

/// <summary>
/// Turns error codes into the reader's words: the text <c>Error_code_reason</c>, else <c>Error_code</c>, with what it happened to as <c>{0}</c>.
/// </summary>
internal static class ErrorTexts
{
    /// <summary>The text for a code and what more is known of it, or <paramref name="fallback"/> where there is none.</summary>
    public static string For(IStringLocalizer<Texts> texts, string code, string fallback, string? subject = null, string? reason = null)
    {
        subject ??= texts["TheProvider"].Value;
        if (reason is not null && texts[$"Error_{code}_{reason}", subject] is { ResourceNotFound: false } exact) return exact.Value;
        var text = texts["Error_" + code, subject];
        return text.ResourceNotFound ? fallback : text.Value;
    }

    /// <summary>
    /// The text for a provider's failure. The sentence that comes with it is English and says more than one text for all such failures can:
    /// the status, the address, how long to wait. English readers get it, others the text for the code.
    /// </summary>
    public static string OfProvider(IStringLocalizer<Texts> texts, string code, string sentence, string? subject = null, string? reason = null) =>
        sentence.Length > 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? sentence : For(texts, code, sentence, subject, reason);

    /// <summary>The text for what a store or the engine refused.</summary>
    public static string For(IStringLocalizer<Texts> texts, Exception exception) => exception switch
    {
        // What exactly is wrong stands in the message only.
        RefusedException { Code: RefusedException.ValidationFailed } => exception.Message,
        RefusedException refused => For(texts, refused.Code, refused.Message),
        StorageFullException => texts["Error_storage_full"],
        _ => texts["Error_unknown"],
    };
}
