using BlazorChat.Core.Accounts;
using BlazorChat.Core.Data;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Makes the first account. Where registration is closed there is no such page.</summary>
public sealed partial class Register
{
    private IReadOnlyList<RegistrationError> _errors = [];
    private bool _isOpen;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "register")]
    private RegisterInput? Input { get; set; }

    [Inject]
    private Registration Registration { get; set; } = default!;

    [Inject]
    private SignInManager<ApplicationUser> SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isOpen = await Registration.IsOpenAsync(HttpContext.RequestAborted);
        if (!_isOpen) Navigation.NotFound();
    }

    private async Task RegisterAsync()
    {
        if (!_isOpen) return;
        var request = new RegistrationRequest(Input?.UserName?.Trim() ?? "", Input?.Email?.Trim() ?? "", Input?.Password ?? "", Input?.SetupCode?.Trim());
        var result = await Registration.RegisterAsync(request, HttpContext.RequestAborted);
        _errors = result.Errors;
        if (result.UserId is not { } id) return;
        if (await SignIn.UserManager.FindByIdAsync(id.ToString()) is { } user) await SignIn.SignInAsync(user, isPersistent: true);
        Navigation.NavigateTo("/", forceLoad: true);
    }

    private string? ProblemsOf(string field)
    {
        var problems = _errors.Where(error => error.Field == field).Select(error => ErrorTexts.For(L, error.Code, error.Message)).ToList();
        return problems.Count == 0 ? null : string.Join(' ', problems);
    }

    /// <summary>What the form holds.</summary>
    private sealed class RegisterInput
    {
        public string? UserName { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? SetupCode { get; set; }
    }
}
