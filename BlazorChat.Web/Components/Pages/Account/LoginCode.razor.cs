using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>The second step of a sign-in. Without a first one, or too long after it, it leads there.</summary>
public sealed partial class LoginCode
{
    private string? _problem;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    /// <summary>As it stands in the address, which anybody may have written.</summary>
    [SupplyParameterFromQuery(Name = "recovery")]
    private string? RecoveryWord { get; set; }

    [SupplyParameterFromForm(FormName = "second-step")]
    private CodeInput? Input { get; set; }

    [Inject]
    private SecondFactorSignIn SecondFactor { get; set; } = default!;

    [Inject]
    private SignInFlow Flow { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <summary>Whether to ask for a recovery code.</summary>
    private bool Recovery => RecoveryWord == "true";

    private string OtherWay => $"account/login/code?{(Recovery ? "" : "recovery=true&")}returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(ReturnUrl))}";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Flow.PendingOf(HttpContext) is null) BeginAnew();
    }

    private async Task CheckAsync()
    {
        if (Flow.PendingOf(HttpContext) is not { } pending)
        {
            BeginAnew();
            return;
        }

        var answer = await SecondFactor.CheckAsync(pending.Step, Input?.Code, Recovery, Flow.SourceOf(HttpContext), HttpContext.RequestAborted);
        if (answer.Outcome == SignInOutcome.Right)
        {
            try
            {
                await Flow.CompleteAsync(HttpContext, pending.Step, answer.Method, pending.Stay);
                Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl), forceLoad: true);
                return;
            }
            catch (RefusedException)
            {
                // Disabled at this very moment.
            }
        }

        SignInTexts.Mark(HttpContext, answer);
        _problem = SignInTexts.Of(L, answer, Recovery ? "RecoveryCodeFailed" : "CodeFailed");
    }

    private void BeginAnew() => Navigation.NavigateTo("account/login?returnUrl=" + Uri.EscapeDataString(LocalUrl.OrHome(ReturnUrl)));

    /// <summary>What the form holds.</summary>
    private sealed class CodeInput
    {
        public string? Code { get; set; }
    }
}
