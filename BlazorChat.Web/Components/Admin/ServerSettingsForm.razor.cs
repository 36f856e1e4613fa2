using BlazorChat.Core.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>Some settings that are saved together. What was typed stays where it is when something is wrong with it.</summary>
public sealed partial class ServerSettingsForm
{
    private readonly Dictionary<string, string> _typed = [];
    private Dictionary<string, string> _problems = [];
    private string? _problem;
    private int _attempts;
    private bool _isSaving;

    /// <summary>Which ones.</summary>
    [Parameter, EditorRequired]
    public ServerSettingGroup Group { get; set; } = default!;

    /// <summary>All settings as they are.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ServerSettingView> Views { get; set; } = [];

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Stores changes. It throws what the store refuses.</summary>
    [Parameter, EditorRequired]
    public Func<IReadOnlyList<ServerSettingChange>, Task> OnSave { get; set; } = default!;

    /// <summary>The settings shall be read again.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnRead { get; set; }

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private ServerSettingView ViewOf(string key) => Views.First(view => view.Setting.Key == key);

    private string ValueOf(string key) => _typed.TryGetValue(key, out var typed) ? typed : ServerSettingTexts.ToField(ViewOf(key).Setting, ViewOf(key).Value);

    private void Change(string key, string value)
    {
        // Back at what holds is no change.
        if (value == ServerSettingTexts.ToField(ViewOf(key).Setting, ViewOf(key).Value)) _typed.Remove(key);
        else _typed[key] = value;
        _problems.Remove(key);
        _problem = null;
    }

    private async Task SaveAsync()
    {
        var changes = _typed.Select(typed => new ServerSettingChange(typed.Key, typed.Value, ViewOf(typed.Key).Stored)).ToList();
        if (changes.Count == 0)
        {
            Toasts.Show(new Toast(L["SettingsNothingChanged"]));
            return;
        }

        if (!await TryAsync(changes)) return;
        _typed.Clear();
        Toasts.Show(new Toast(L["SettingsSaved", L[Group.TitleKey].Value]));
    }

    private async Task ResetAsync(ServerSettingField field)
    {
        if (!await TryAsync([new ServerSettingChange(field.Key, null, ViewOf(field.Key).Stored)])) return;
        _typed.Remove(field.Key);
        Toasts.Show(new Toast(L["SettingReset", L[field.TitleKey].Value]));
    }

    private async Task<bool> TryAsync(IReadOnlyList<ServerSettingChange> changes)
    {
        (_isSaving, _problem, _problems) = (true, null, []);
        try
        {
            await OnSave(changes);
            return true;
        }
        catch (RefusedException exception) when (exception.Errors.Count > 0)
        {
            foreach (var error in exception.Errors) _problems.TryAdd(error.Field, ErrorTexts.For(L, error.Code, error.Message, error.Argument));
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            _problem = ErrorTexts.For(L, exception);
        }
        finally
        {
            _isSaving = false;
            // Also after a refusal: who was second sees what the first one made of it.
            await OnRead.InvokeAsync();
        }

        _attempts++;
        return false;
    }
}
