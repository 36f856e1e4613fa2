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

    [SupplyParameterFromForm(FormName = "sign-in")]
    private LoginInput? Input { get; set; }

    [Inject]
    private SignInManager<ApplicationUser> SignIn { get; set; } = default!;

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
        var (name, password) = (Input?.Name?.Trim() ?? "", Input?.Password ?? "");
        var user = name.Length is 0 or > 256 || password.Length > 128 ? null
            : await SignIn.UserManager.FindByNameAsync(name) ?? await SignIn.UserManager.FindByEmailAsync(name);
        if (user is null)
        {
            // The work of a check, so that the time does not tell which names there are.
            SignIn.UserManager.PasswordHasher.HashPassword(new ApplicationUser(), password.Length > 128 ? "" : password);
        }
        else if ((await SignIn.PasswordSignInAsync(user, password, Input?.Stay ?? false, lockoutOnFailure: true)).Succeeded)
        {
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl), forceLoad: true);
            return;
        }

        _problem = L["SignInFailed"];
    }

    /// <summary>What the form holds.</summary>
    private sealed class LoginInput
    {
        public string? Name { get; set; }

        public string? Password { get; set; }

        public bool Stay { get; set; }
    }
}
