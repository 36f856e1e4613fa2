using BlazorChat.Core.Accounts;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Says why a step of a sign-in went no further, with the status and headers that belong to it.</summary>
internal static class SignInTexts
{
    private const int BusySeconds = 5;

    /// <summary>The sentence.</summary>
    /// <param name="texts">The reader's words.</param>
    /// <param name="answer">How the step ended.</param>
    /// <param name="refusedKey">The text for what was wrong.</param>
    public static string Of(IStringLocalizer<Texts> texts, SignInAnswer answer, string refusedKey) => answer.Outcome switch
    {
        SignInOutcome.Busy => texts["SignInBusy"],
        SignInOutcome.AddressPaused => texts["SignInAddressPaused", Math.Max(1, (int)Math.Ceiling(answer.RetryAfter.TotalMinutes))],
        SignInOutcome.Pending => texts["SignInPending"],
        SignInOutcome.Disabled => texts["SignInDisabled"],
        _ => texts[refusedKey],
    };

    /// <summary>Where it is for the number of tries: 429 with the time to wait (RFC 6585, 4).</summary>
    public static void Mark(HttpContext http, SignInAnswer answer)
    {
        if (answer.Outcome is not (SignInOutcome.Busy or SignInOutcome.AddressPaused)) return;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        var seconds = answer.Outcome == SignInOutcome.Busy ? BusySeconds : (int)Math.Ceiling(answer.RetryAfter.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
