using BlazorChat.Core.Administration;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Admin;

/// <summary>How the parts of the server are.</summary>
public sealed partial class HealthPage : IDisposable
{
    private const string HandoverName = "health";
    private const long Units = 8_000;
    private HealthReport? _report;
    private Caller _caller = default!;
    private bool _failed;
    private bool _isReading;
    private IDisposable? _offer;

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private ServerHealth Health { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<HealthPage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        _offer = Handover.Offer(HandoverName, () => _report is { } report ? (_caller, report, Units) : null);
        _report = Handover.Take<HealthReport>(HandoverName, _caller);
        if (_report is null) await ReadAsync();
    }

    private async Task ReadAsync()
    {
        // A look that takes long is not overtaken by the next.
        if (_isReading) return;
        _isReading = true;
        try
        {
            (_report, _failed) = (await Health.ReadAsync(_caller, CancellationToken.None), false);
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
        finally
        {
            _isReading = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _offer?.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server's health could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
