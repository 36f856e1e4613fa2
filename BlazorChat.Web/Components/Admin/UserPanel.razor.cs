using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>One account: its figures, what can be done to it, and its deletion, which wants its name typed.</summary>
public sealed partial class UserPanel
{
    private UserDetails? _details;
    private UserActs? _acts;
    private string _typed = "";
    private string? _typedProblem;
    private string? _problem;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    [Inject]
    private UserDirectory Directory { get; set; } = default!;

    [Inject]
    private UserAdministration Users { get; set; } = default!;

    [Inject]
    private PendingUsers Pending { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            _details = await Directory.FindAsync(Actor.Of(await Current.GetAsync()), Id, CancellationToken.None);
            await Pending.ReadAsync();
        }
        catch (RefusedException)
        {
            _details = null; // Who may not see it is told what is told of an unknown one.
        }

        if (_details is null) Navigation.NotFound();
    }

    private async Task DeleteAsync()
    {
        var name = _details!.Row.UserName;
        (_problem, _typedProblem) = (null, null);
        if (!string.Equals(_typed.Trim(), name, StringComparison.OrdinalIgnoreCase))
        {
            _typedProblem = L["DeleteUserTyped", name];
            return;
        }

        try
        {
            await Users.DeleteAsync(Actor.Of(await Current.GetAsync()), Id, CancellationToken.None);
            Toasts.Show(new Toast(L["UserDeleteBegun", name]));
            Navigation.NavigateTo(UserListQuery.Path);
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            _problem = AdminTexts.Of(L, exception);
        }
    }
}
