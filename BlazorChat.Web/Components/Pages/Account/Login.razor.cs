using BlazorChat.Core.Accounts;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Signs in by user name or e-mail. Unknown, wrong and locked sound the same and take the same time.</summary>
public sealed partial class Login
{
    private string? _problem;
    private string? _note;
    private bool _canRegister;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    /// <summary>Why one is here: the sign-in was ended elsewhere.</summary>
    [SupplyParameterFromQuery]
    private string? Ended { get; set; }

    /// <summary>Why one is here: the password was just set.</summary>
    [SupplyParameterFromQuery]
    private string? Reset { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    private LoginInput? Input { get; set; }

    [Inject]
    private SignInManager<ApplicationUser> SignIn { get; set; } = default!;

    [Inject]
    private PasswordSignIn Password { get; set; } = default!;

    [Inject]
    private SignInFlow Flow { get; set; } = default!;

    [Inject]
    private Registration Registration { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _note = Ended is not null ? L["SignInEnded"].Value : Reset is not null ? L["PasswordResetDone"].Value : null;
        _canRegister = await Registration.FindWayAsync(null, HttpContext.RequestAborted) == RegistrationWay.Open;
        if (!HttpMethods.IsGet(HttpContext.Request.Method)) return;
        if (await Registration.IsOpenAsync(HttpContext.RequestAborted)) Navigation.NavigateTo("account/register");
        else if (SignIn.IsSignedIn(HttpContext.User)) Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
    }

    private async Task SignInAsync()
    {
        var answer = await Password.CheckAsync(Input?.Name?.Trim() ?? "", Input?.Password ?? "", Flow.SourceOf(HttpContext), HttpContext.RequestAborted);
        try
        {
            if (await GoOnAsync(answer)) return;
        }
        catch (RefusedException)
        {
            // Disabled at this very moment.
        }

        SignInTexts.Mark(HttpContext, answer);
        _problem = SignInTexts.Of(L, answer, "SignInFailed");
    }

    private async Task<bool> GoOnAsync(SignInAnswer answer)
    {
        if (answer.Step is not { } step) return false;
        if (answer.Outcome == SignInOutcome.NeedsCode)
        {
            Flow.BeginSecondStep(HttpContext, step, Input?.Stay ?? false);
            Navigation.NavigateTo("account/login/code?returnUrl=" + Uri.EscapeDataString(LocalUrl.OrHome(ReturnUrl)));
            return true;
        }

        await Flow.CompleteAsync(HttpContext, step, answer.Method, Input?.Stay ?? false);
        Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl), forceLoad: true);
        return true;
    }

    /// <summary>What the form holds.</summary>
    private sealed class LoginInput
    {
        public string? Name { get; set; }

        public string? Password { get; set; }

        public bool Stay { get; set; }
    }
}
