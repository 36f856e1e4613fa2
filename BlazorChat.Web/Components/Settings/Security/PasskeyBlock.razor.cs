using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace BlazorChat.Web.Components.Settings.Security;

/// <summary>The passkeys of an account. Adding one is the browser's ceremony, which js/passkeys.js leads through.</summary>
public sealed partial class PasskeyBlock
{
    /// <summary>As long as the browser may ask its user.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private FormRun _run = default!;
    private IReadOnlyList<PasskeyView>? _passkeys;
    private PasskeyView? _changing;
    private bool _isRemoving;
    private bool _isAdding;
    private string _name = "";
    private string? _password;

    /// <summary>Whose account it is.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>When something was changed: there is one more event to tell of.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private PasskeyStore Store { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _run = new FormRun(L);
        await ReadAsync();
    }

    private async Task ReadAsync() => _passkeys = await Store.ListAsync(Caller, CancellationToken.None);

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    private void Open(PasskeyView passkey, bool isRemoving)
    {
        Close();
        (_changing, _isRemoving, _name) = (passkey, isRemoving, passkey.Name);
    }

    private void BeginAdding()
    {
        Close();
        _isAdding = true;
    }

    private void Close()
    {
        _run.Clear();
        (_changing, _isAdding, _name, _password) = (null, false, "", null);
    }

    private async Task ChangeAsync()
    {
        var id = _changing!.Id;
        var isDone = await _run.RunAsync(() => _isRemoving
            ? Store.RemoveAsync(Caller, id, _password, CancellationToken.None)
            : Store.RenameAsync(Caller, id, _name, CancellationToken.None));
        if (!isDone) return;
        if (_isRemoving) Toasts.Show(new Toast(L["PasskeyRemoved", _changing.Name]));
        await ShowAsync();
    }

    private async Task AddAsync()
    {
        if (_name.Trim().Length is 0 or > PasskeyStore.MaxNameLength)
        {
            _run.Refuse("name", "passkey_name_wrong", L["Error_passkey_name_wrong"]);
            return;
        }

        CeremonyAnswer? answer = null;
        await _run.RunAsync(async () => answer = await AskBrowserAsync());
        if (answer is not { Ok: true })
        {
            // Codes of a password's check are about its field.
            var isPassword = answer?.Code?.StartsWith("current_password", StringComparison.Ordinal) == true;
            _run.Refuse(isPassword ? "current_password" : null, answer?.Code ?? "", TextOf(answer));
            return;
        }

        Toasts.Show(new Toast(L["PasskeyIsAdded"]));
        await ShowAsync();
    }

    private string TextOf(CeremonyAnswer? answer) => answer switch
    {
        { Code: "passkey_known" } => L["PasskeyKnown"],
        { IsCancelled: true } => L["PasskeyCancelled"],
        { Text: { Length: > 0 } text } => text,
        { Status: 0 } => L["ServerUnreachable"],
        _ => L["PasskeyNotMade"],
    };

    private async Task<CeremonyAnswer?> AskBrowserAsync()
    {
        try
        {
            await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/passkeys.js");
            if (!await module.InvokeAsync<bool>("arePasskeysHere")) return new CeremonyAnswer(false, -1, L["PasskeysNotHere"], null, false);
            return await module.InvokeAsync<CeremonyAnswer>("add", Patience, _password, _name);
        }
        catch (Exception exception) when (exception is JSException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task ShowAsync()
    {
        Close();
        await ReadAsync();
        await OnChanged.InvokeAsync();
    }

    private sealed record CeremonyAnswer(bool Ok, int Status, string? Text, string? Code, bool IsCancelled);
}
