using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Sidebar;

/// <summary>Holds the user's sessions and keeps them in step with every other page.</summary>
public sealed partial class SidebarPanel : IAsyncDisposable
{
    private const string HandoverKey = "sidebar";
    private SessionListState? _state;
    private Caller _caller = default!;
    private Guid? _activeId;
    private bool _failed;
    private RefreshLoop? _refresh;
    private IDisposable? _subscription;
    private IDisposable? _offer;

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private SessionStore Store { get; set; } = default!;

    [Inject]
    private ISessionEvents Events { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<SidebarPanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        _state = new SessionListState(Store, _caller);
        _activeId = ActiveIn(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        _offer = Handover.Offer(HandoverKey, () => _state.Snapshot is { } read ? (_caller, read, read.Items.Sum(session => (long)session.Title.Length)) : null);
        if (Handover.Take<SessionPage>(HandoverKey, _caller) is { } snapshot)
        {
            _state.Restore(snapshot);
            return;
        }

        await ReadAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || _state is null) return;
        _refresh = new RefreshLoop(token => InvokeAsync(() => ReadAndShowAsync(token)), Time, Logger);
        _subscription = Events.Subscribe(_caller.UserId, _ => _refresh.Signal());
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
            await _state!.RefreshAsync(cancellationToken);
            _failed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failed = true;
            ReadFailed(Logger, exception);
        }
    }

    private async Task ShowOlderAsync()
    {
        await _state!.LoadOlderAsync(CancellationToken.None);
        StateHasChanged();
    }

    private async Task ShowNewerAsync()
    {
        await _state!.LoadNewerAsync(CancellationToken.None);
        StateHasChanged();
    }

    private Task RenameAsync((Guid Id, string Title) change) => TryAsync(() => Store.RenameAsync(_caller, change.Id, change.Title, CancellationToken.None));

    private Task DeleteAsync(SessionSummary session) => TryAsync(async () =>
    {
        await Store.DeleteAsync(_caller, session.Id, CancellationToken.None);
        if (_activeId == session.Id) Navigation.NavigateTo("");
        Toasts.Show(new Toast(L["Deleted"], L["Undo"], () => TryAsync(() => Store.RestoreAsync(_caller, session.Id, CancellationToken.None))));
    });

    private async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
            await ReadAndShowAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            Toasts.Show(new Toast(ErrorTexts.For(L, exception), IsError: true));
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs args)
    {
        _activeId = ActiveIn(args.Location);
        StateHasChanged();
    }

    private Guid? ActiveIn(string uri) =>
        Navigation.ToBaseRelativePath(uri).Split('?', '#')[0].Split('/') is ["s", var id] && Guid.TryParse(id, out var active) ? active : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _offer?.Dispose();
        _subscription?.Dispose();
        if (_refresh is not null) await _refresh.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A user's sessions could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
