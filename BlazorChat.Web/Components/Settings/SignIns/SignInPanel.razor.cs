using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.SignIns;

/// <summary>Holds where somebody is signed in, and keeps it in step.</summary>
public sealed partial class SignInPanel : IAsyncDisposable
{
    private const string HandoverKey = "sign-ins";
    private IReadOnlyList<SignInView>? _items;
    private Caller _caller = default!;
    private bool _failed;
    private bool _isAsked;
    private RefreshLoop? _refresh;
    private IDisposable? _subscription;
    private IDisposable? _offer;

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private SignInStore Store { get; set; } = default!;

    [Inject]
    private AccountEvents Events { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<SignInPanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        _offer = Handover.Offer(HandoverKey, () => _items is { } read ? (_caller, read, read.Sum(item => (long)item.Device.Length)) : null);
        _items = Handover.Take<IReadOnlyList<SignInView>>(HandoverKey, _caller);
        if (_items is null) await ReadAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _refresh = new RefreshLoop(token => InvokeAsync(() => ReadAndShowAsync(token)), Time, Logger);
        _subscription = Events.Subscribe(_caller.UserId, _refresh.Signal);
        _refresh.Signal();
    }

    private async Task ReadAndShowAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        StateHasChanged();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            (_items, _failed) = (await Store.ListAsync(_caller, cancellationToken), false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failed = true;
            ReadFailed(Logger, exception);
        }
    }

    private async Task EndAsync((SignInView SignIn, string Name) ended)
    {
        if (await TryAsync(() => Store.EndAsync(_caller, ended.SignIn.Id, CancellationToken.None))) Toasts.Show(new Toast(L["SignedOutOf", ended.Name]));
    }

    private async Task EndOthersAsync(bool isSure)
    {
        _isAsked = false;
        if (isSure && await TryAsync(() => Store.EndOthersAsync(_caller, CancellationToken.None))) Toasts.Show(new Toast(L["SignedOutEverywhere"]));
    }

    private async Task<bool> TryAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            Toasts.Show(new Toast(ErrorTexts.For(L, exception), IsError: true));
            return false;
        }
        finally
        {
            await ReadAndShowAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _offer?.Dispose();
        _subscription?.Dispose();
        if (_refresh is not null) await _refresh.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Where somebody is signed in could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
