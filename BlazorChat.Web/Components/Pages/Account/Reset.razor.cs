using System.Globalization;
using BlazorChat.Core.Accounts.PasswordResets;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Sets a new password by a link. Unknown, used and expired links are one answer.</summary>
public sealed partial class Reset
{
    private bool _isGone;
    private string? _problem;
    private string? _passwordProblem;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    /// <summary>The link's secret.</summary>
    [SupplyParameterFromQuery]
    private string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "reset")]
    private ResetInput? Input { get; set; }

    [Inject]
    private PasswordResetStore Resets { get; set; } = default!;

    [Inject]
    private SignInFlow Flow { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!HttpMethods.IsGet(HttpContext.Request.Method)) return;
        try
        {
            _isGone = !await Resets.IsValidAsync(Code ?? "", Flow.SourceOf(HttpContext), HttpContext.RequestAborted);
        }
        catch (RefusedException exception)
        {
            Show(exception);
        }
    }

    private async Task SetAsync()
    {
        try
        {
            await Resets.UseAsync(Code ?? "", Input?.Password ?? "", Flow.SourceOf(HttpContext), HttpContext.RequestAborted);
            Navigation.NavigateTo("account/login?reset=1");
        }
        catch (RefusedException exception)
        {
            Show(exception);
        }
        catch (StorageFullException exception)
        {
            _problem = ErrorTexts.For(L, exception);
        }
    }

    private void Show(RefusedException exception)
    {
        if (exception.Errors is [var error, ..])
        {
            _passwordProblem = ErrorTexts.For(L, error.Code, error.Message);
            return;
        }

        _isGone = exception.Code is RefusedException.NotFound or RefusedException.RateLimited;
        if (exception.Code == RefusedException.NotFound) return;
        _problem = exception.Code == RefusedException.RateLimited ? L["ResetPaused"] : ErrorTexts.For(L, exception);
        HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        HttpContext.Response.Headers.RetryAfter = ((int)PasswordResetStore.Pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What the form holds.</summary>
    private sealed class ResetInput
    {
        public string? Password { get; set; }
    }
}
