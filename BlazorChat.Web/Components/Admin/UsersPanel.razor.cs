using BlazorChat.Core.Administration;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>Reads the page of users that the address says, and does to one of them what is asked for.</summary>
public sealed partial class UsersPanel : IDisposable
{
    private const string Handed = "users";
    private UserPage? _page;
    private UserListQuery? _read;
    private UserRow? _user;
    private UserActs? _acts;
    private bool _failed;
    private IDisposable? _offer;

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public UserListQuery Query { get; set; } = default!;

    [Inject]
    private UserDirectory Directory { get; set; } = default!;

    [Inject]
    private PendingUsers Pending { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<UsersPanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var caller = await Current.GetAsync();
        _offer = Handover.Offer(Handed, () => _page is { } page ? (caller, new Snapshot(Query, page), page.Rows.Count * 200L) : null);
        if (Handover.Take<Snapshot>(Handed, caller) is { } snapshot && snapshot.Query == Query) (_page, _read) = (snapshot.Page, snapshot.Query);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_read == Query) return;
        _read = Query;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var query = Query;
        try
        {
            var page = await Directory.ListAsync(Actor.Of(await Current.GetAsync()), query.ToQuery(), CancellationToken.None);
            if (query == Query) (_page, _failed) = (page, false); // Else another one was asked for meanwhile.
            await Pending.ReadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            (_page, _failed) = (null, true);
            ReadFailed(Logger, exception);
        }
    }

    private void Go(UserListQuery query)
    {
        if (query != Query) Navigation.NavigateTo(query.ToUrl(), replace: query.Text != Query.Text); // Back leads past what was typed.
    }

    private async Task ActAsync((UserRow User, UserAct Act) asked)
    {
        await ChooseAsync(asked.User);
        if (_acts is not null) await _acts.StartAsync(asked.Act);
    }

    private async Task LinkAsync(UserRow user)
    {
        await ChooseAsync(user);
        if (_acts is not null) await _acts.MakeLinkAsync();
    }

    /// <summary>What does it is there once the account is known and drawn, which is as soon as this handler waits; never on a page that is going.</summary>
    private async Task ChooseAsync(UserRow user)
    {
        _user = user;
        StateHasChanged();
        await Task.Yield();
    }

    /// <inheritdoc/>
    public void Dispose() => _offer?.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of users could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);

    private sealed record Snapshot(UserListQuery Query, UserPage Page);
}
