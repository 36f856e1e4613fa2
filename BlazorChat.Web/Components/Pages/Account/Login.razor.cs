using BlazorChat.Core.Accounts;
using BlazorChat.Core.Data;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Signs in by user name or e-mail. Unknown, wrong and locked sound the same and take the same time.</summary>
public sealed partial class Login
{
    private string? _problem;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    /// <summary>Set where an open page was signed out.</summary>
    [SupplyParameterFromQuery]
    private string? Ended { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    private LoginInput? Input { get; set; }

    [Inject]
    private SignInManager<ApplicationUser> SignIn { get; set; } = default!;

    [Inject]
    private PasswordSignIn Password { get; set; } = default!;

    [Inject]
    private Registration Registration { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!HttpMethods.IsGet(HttpContext.Request.Method)) return;
        if (await Registration.IsOpenAsync(HttpContext.RequestAborted)) Navigation.NavigateTo("account/register");
        else if (SignIn.IsSignedIn(HttpContext.User)) Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
    }

    private async Task SignInAsync()
    {
        var outcome = await Password.SignInAsync(Input?.Name?.Trim() ?? "", Input?.Password ?? "", Input?.Stay ?? false, HttpContext.RequestAborted);
        if (outcome == SignInOutcome.SignedIn)
        {
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl), forceLoad: true);
            return;
        }

        if (outcome == SignInOutcome.Busy)
        {
            HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            HttpContext.Response.Headers.RetryAfter = "5";
        }

        _problem = L[outcome == SignInOutcome.Busy ? "SignInBusy" : "SignInFailed"];
    }

    /// <summary>What the form holds.</summary>
    private sealed class LoginInput
    {
        public string? Name { get; set; }

        public string? Password { get; set; }

        public bool Stay { get; set; }
    }
}
