using BlazorChat.Core.Data;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>Holds somebody's connections, or the server's, and keeps their states in step.</summary>
public sealed partial class ConnectionPanel : IAsyncDisposable
{
    private IReadOnlyList<ConnectionView>? _items;
    private ConnectionView? _removing;
    private Caller _caller = default!;
    private bool _failed;
    private RefreshLoop? _refresh;
    private IDisposable? _offer;

    /// <summary>Whose they are.</summary>
    [Parameter, EditorRequired]
    public ConnectionScope Scope { get; set; }

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private ConnectionStore Store { get; set; } = default!;

    [Inject]
    private ConnectionOverview Overview { get; set; } = default!;

    [Inject]
    private ModelCatalog Catalog { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<ConnectionPanel> Logger { get; set; } = default!;

    private List<ConnectionView> Stored => [.. _items?.Where(item => item.Id is not null) ?? []];

    private bool IsMine => Scope == ConnectionScope.Mine;

    private ConnectionPlace Place => ConnectionPlace.Of(Scope);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        _offer = ConnectionsSnapshot.Offer(Handover, _caller, () => _items is { } items ? new ConnectionsSnapshot(Scope, items) : null);
        _items = ConnectionsSnapshot.Take(Handover, _caller, Scope);
        if (_items is null) await ReadAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _refresh = new RefreshLoop(token => InvokeAsync(() => ReadAndShowAsync(token)), Time, Logger);
        Catalog.Changed += _refresh.Signal;
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
            (_items, _failed) = (await Overview.ListAsync(_caller, Scope, cancellationToken), false);
        }
        catch (RefusedException)
        {
            Navigation.NotFound();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failed = true;
            ReadFailed(Logger, exception);
        }
    }

    private async Task SwitchAsync((ConnectionView View, bool IsOn) change) =>
        await TryAsync(() => Store.SetActiveAsync(_caller, Scope, change.View.Id!.Value, change.IsOn, CancellationToken.None));

    private async Task RemoveAsync(bool isSure)
    {
        var removing = _removing!;
        _removing = null;
        if (isSure && await TryAsync(() => Store.DeleteAsync(_caller, Scope, removing.Id!.Value, CancellationToken.None))) Toasts.Show(new Toast(L["ConnectionRemoved", removing.Name]));
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
        if (_refresh is not null) Catalog.Changed -= _refresh.Signal;
        if (_refresh is not null) await _refresh.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connections could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
