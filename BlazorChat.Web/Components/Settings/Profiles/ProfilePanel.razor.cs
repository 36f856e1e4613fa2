using BlazorChat.Core.Accounts.Profiles;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.Profiles;

/// <summary>Shows and changes one's own profile.</summary>
public sealed partial class ProfilePanel
{
    private Caller _caller = default!;
    private Profile? _profile;
    private string _name = "";
    private string? _problem;
    private bool _isSaving;
    private bool _failed;

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private ProfileStore Profiles { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private OwnName Own { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<ProfilePanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            _profile = await Profiles.ReadAsync(_caller, CancellationToken.None);
            _name = _profile.DisplayName ?? "";
            _failed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failed = true;
            ReadFailed(Logger, exception);
        }
    }

    private async Task SaveAsync()
    {
        (_isSaving, _problem) = (true, null);
        try
        {
            await Profiles.RenameAsync(_caller, _name, CancellationToken.None);
            await ReadAsync();
            if (_profile is { } profile) Own.Set(profile.Name);
            Toasts.Show(new Toast(L["Saved"]));
        }
        catch (RefusedException refused) when (refused.Errors is [var error, ..])
        {
            _problem = ErrorTexts.For(L, error.Code, error.Message);
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            _problem = ErrorTexts.For(L, exception);
        }
        finally
        {
            _isSaving = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A profile could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
