using System.Security.Cryptography;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using Microsoft.AspNetCore.Components;

namespace BlazorChat.Web.Components.Admin;

/// <summary>Makes an account. Without a password it gets one that nobody knows, and a link with which its user sets another.</summary>
public sealed partial class UserForm
{
    private string _name = "";
    private string _email = "";
    private string _password = "";
    private string _role = UserListQuery.User;
    private IReadOnlyList<FieldError> _errors = [];
    private string? _problem;
    private string? _link;
    private int _attempts;
    private bool _isSaving;

    [Inject]
    private UserAdministration Users { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private string? PasswordProblem => AdminTexts.OfField(L, _errors, "password");

    private async Task SaveAsync()
    {
        (_isSaving, _errors, _problem) = (true, [], null);
        try
        {
            var actor = Actor.Of(await Current.GetAsync());
            var password = _password.Length > 0 ? _password : RandomNumberGenerator.GetHexString(64);
            var id = await Users.CreateAsync(actor, new NewUser(_name, _email, password, _role == UserListQuery.Admin), CancellationToken.None);
            Toasts.Show(new Toast(L["UserCreatedDone", _name]));
            if (_password.Length == 0) _link = await Users.CreateResetLinkAsync(actor, id, CancellationToken.None);
            else Navigation.NavigateTo(UserListQuery.Path);
        }
        catch (RefusedException exception) when (exception.Errors.Count > 0)
        {
            (_errors, _attempts) = (exception.Errors, _attempts + 1);
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            (_problem, _attempts) = (AdminTexts.Of(L, exception), _attempts + 1);
        }
        finally
        {
            _isSaving = _link is not null;
        }
    }
}
