using BlazorChat.Core.Administration;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Admin;

/// <summary>The server's settings that can be changed in the browser.</summary>
public sealed partial class ServerSettingsPage : IDisposable
{
    private const string HandoverName = "server-settings";
    private IReadOnlyList<ServerSettingView>? _views;
    private Caller _caller = default!;
    private bool _failed;
    private IDisposable? _offer;

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private ServerSettingsStore Store { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<ServerSettingsPage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        _offer = Handover.Offer(HandoverName, () => _views is { } views ? (_caller, new Snapshot(views), views.Sum(view => 500L + view.Value.Length)) : null);
        _views = Handover.Take<Snapshot>(HandoverName, _caller)?.Views;
        if (_views is null) await ReadAsync();
    }

    private Task SaveAsync(IReadOnlyList<ServerSettingChange> changes) => Store.SaveAsync(_caller, changes, CancellationToken.None);

    private async Task ReadAsync()
    {
        try
        {
            (_views, _failed) = (await Store.ListAsync(_caller, CancellationToken.None), false);
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

    /// <inheritdoc/>
    public void Dispose() => _offer?.Dispose();

    private sealed record Snapshot(IReadOnlyList<ServerSettingView> Views);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
