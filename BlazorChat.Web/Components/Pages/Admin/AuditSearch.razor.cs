using BlazorChat.Core.Administration;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Security;
using BlazorChat.Web.Api.Audit;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Admin;

/// <summary>The audit: what is looked for stands in the address.</summary>
public sealed partial class AuditSearch : IDisposable
{
    private const string Path = "admin/audit";
    private const int PageSize = 50;
    private const string HandoverName = "audit";
    private AuditQuery _query = AuditQuery.Read(null, null, null, null, null);
    private List<AuditView>? _rows;
    private AuditPlace? _next;
    private Caller? _caller;
    private bool _failed;
    private bool _moreFailed;
    private bool _isReading;
    private IDisposable? _offer;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery]
    private string? Action { get; set; }

    [SupplyParameterFromQuery]
    private string? Person { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? To { get; set; }

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private AuditTrail Trail { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<AuditSearch> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var caller = await Current.GetAsync();
        _offer = Handover.Offer(HandoverName, () => _rows is { } rows ? (caller, new Snapshot(_query, rows, _next), rows.Count * 400L) : null);
        _query = AuditQuery.Read(Words, Action, Person, From, To);
        if (Handover.Take<Snapshot>(HandoverName, caller) is { } snapshot && snapshot.Query == _query) (_rows, _next) = (snapshot.Rows, snapshot.Next);
        _caller = caller;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var query = AuditQuery.Read(Words, Action, Person, From, To);
        if (_caller is null || (query == _query && (_rows is not null || _failed))) return;
        _query = query;
        await ReadFirstAsync();
    }

    /// <summary>Back leads past what was typed.</summary>
    private void Show(AuditQuery query) => Navigation.NavigateTo(query.At(Path), replace: query.Words != _query.Words || query.Person != _query.Person);

    private async Task ReadFirstAsync()
    {
        // What stands there stays until the other rows are there: nothing flickers.
        if (await ReadAsync(null) is not { } page) return;
        (_rows, _next) = ([.. page.Rows], page.Next);
    }

    private async Task ReadMoreAsync()
    {
        if (_isReading || _next is null || await ReadAsync(_next) is not { } page) return;
        _rows!.AddRange(page.Rows);
        _next = page.Next;
    }

    /// <summary>Reads a page; null where that failed, or something else is looked for by now.</summary>
    private async Task<AuditPage?> ReadAsync(AuditPlace? after)
    {
        var query = _query;
        _isReading = true;
        try
        {
            var page = await Trail.SearchAsync(_caller!, query.ToFilter(Zone), after, PageSize, CancellationToken.None);
            if (query != _query) return null;
            _failed = _moreFailed = false;
            return page;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (exception is RefusedException) Navigation.NotFound();
            else ReadFailed(Logger, exception);
            if (after is null) _failed = true;
            else _moreFailed = true;
            return null;
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _offer?.Dispose();

    private sealed record Snapshot(AuditQuery Query, List<AuditView> Rows, AuditPlace? Next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
