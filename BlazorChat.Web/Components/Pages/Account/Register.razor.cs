using BlazorChat.Core.Accounts;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Makes the first account, or one by an invitation, or one of whoever wants it. Where registration is closed there is no such page.</summary>
public sealed partial class Register
{
    private IReadOnlyList<RegistrationError> _errors = [];
    private RegistrationWay _way;
    private string? _refusal;
    private bool _pending;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    /// <summary>The secret of a link.</summary>
    [SupplyParameterFromQuery]
    private string? Invitation { get; set; }

    [SupplyParameterFromForm(FormName = "register")]
    private RegisterInput? Input { get; set; }

    [Inject]
    private Registration Registration { get; set; } = default!;

    [Inject]
    private SignInFlow Flow { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private string Title => L[_way == RegistrationWay.First ? "RegisterTitle" : "RegisterMemberTitle"];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _way = await Registration.FindWayAsync(Invitation, HttpContext.RequestAborted);
        if (_way == RegistrationWay.Closed) Navigation.NotFound();
        if (_way != RegistrationWay.Invited || !HttpMethods.IsGet(HttpContext.Request.Method)) return;
        if (await Registration.CheckInvitationAsync(Invitation!, Flow.SourceOf(HttpContext), HttpContext.RequestAborted) is { } error) Refuse(error);
    }

    private async Task RegisterAsync()
    {
        if (_way == RegistrationWay.Closed) return;
        var request = new RegistrationRequest(Input?.UserName?.Trim() ?? "", Input?.Email?.Trim() ?? "", Input?.Password ?? "", Input?.SetupCode?.Trim())
        {
            Invitation = Invitation,
            Source = Flow.SourceOf(HttpContext),
        };
        var result = await Registration.RegisterAsync(request, HttpContext.RequestAborted);
        _errors = result.Errors;
        if (result.UserId is not { } id)
        {
            if (_errors.FirstOrDefault(error => error.Code is RefusedException.RateLimited or "invitation_not_usable") is { } error) Refuse(error);
            return;
        }

        _pending = result.IsPending;
        if (_pending) return;
        try
        {
            await Flow.CompleteAsync(HttpContext, new SignInStep(id, null), "registration", stay: true);
        }
        catch (RefusedException)
        {
            // Disabled in this moment: the sign-in says so.
        }

        Navigation.NavigateTo("/", forceLoad: true);
    }

    private void Refuse(RegistrationError error)
    {
        _refusal = ErrorTexts.For(L, error.Code == RefusedException.RateLimited ? "registration_paused" : error.Code, error.Message);
        if (error.Code == RefusedException.RateLimited) HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    private string? ProblemsOf(string field)
    {
        var problems = _errors.Where(error => error.Field == field).Select(error => ErrorTexts.For(L, error.Code, error.Message, error.Argument)).ToList();
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
