using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.Security;

/// <summary>The codes of an app: set up, new recovery codes, turned off. Each begins with the password.</summary>
public sealed partial class TotpBlock
{
    /// <summary>From so few recovery codes on it is time for new ones.</summary>
    private const int FewCodes = 2;

    private static readonly Step SetUp = new("GoOn");
    private static readonly Step NewCodes = new("NewRecoveryCodes");
    private static readonly Step TurnOff = new("TwoStepTurnOff");
    private FormRun _run = default!;
    private SecondFactorStatus? _status;
    private IReadOnlyList<string>? _codes;
    private TotpSetup? _setup;
    private Step? _asking;
    private string? _password;

    /// <summary>Whose account it is.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>When something was changed: there is one more event to tell of.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private SecondFactorStore Store { get; set; } = default!;

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

    private async Task ReadAsync() => _status = await Store.GetAsync(Caller, CancellationToken.None);

    private void Ask(Step step)
    {
        Close();
        _asking = step;
    }

    private void Close()
    {
        _run.Clear();
        (_asking, _setup, _password) = (null, null, null);
    }

    private async Task GoOnAsync()
    {
        var step = _asking;
        if (!await _run.RunAsync(() => DoAsync(step))) return;
        (_asking, _password) = (null, null);
        if (step == SetUp) return;
        if (step == TurnOff) Toasts.Show(new Toast(L["TwoStepIsOff"]));
        await ShowAsync();
    }

    private async Task DoAsync(Step? step)
    {
        if (step == SetUp) _setup = await Store.BeginAsync(Caller, _password, CancellationToken.None);
        else if (step == NewCodes) _codes = await Store.RenewRecoveryCodesAsync(Caller, _password, CancellationToken.None);
        else await Store.DisableAsync(Caller, _password, CancellationToken.None);
    }

    private async Task EnableAsync(string code)
    {
        if (!await _run.RunAsync(async () => _codes = await Store.EnableAsync(Caller, _setup!, code, CancellationToken.None))) return;
        _setup = null;
        Toasts.Show(new Toast(L["TwoStepOn"]));
        await ShowAsync();
    }

    private async Task ShowAsync()
    {
        await ReadAsync();
        await OnChanged.InvokeAsync();
    }

    /// <summary>What the password is asked for.</summary>
    /// <param name="TextKey">The key of the button's text.</param>
    private sealed record Step(string TextKey);
}
