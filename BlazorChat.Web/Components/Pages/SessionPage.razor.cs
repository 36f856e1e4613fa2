using BlazorChat.Core.Sessions;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages;

/// <summary>One session: reads it, shows it, and stays in step with what changes elsewhere.</summary>
public sealed partial class SessionPage : IAsyncDisposable
{
    private const string HandoverKey = "session";
    private ConversationState? _state;
    private RefreshLoop? _refresh;
    private IDisposable? _subscription;
    private IDisposable? _offer;
    private bool _failed;
    private string? _announcement;

    /// <summary>The session's id.</summary>
    [Parameter]
    public Guid SessionId { get; set; }

    /// <summary>A message through which the branch to show leads; without it, or where the session does not have it, it is the active branch.</summary>
    [SupplyParameterFromQuery]
    private string? Branch { get; set; }

    [CascadingParameter]
    private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private SessionStore Store { get; set; } = default!;

    [Inject]
    private ISessionEvents Events { get; set; } = default!;

    [Inject]
    private MessageCommands Commands { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<SessionPage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _offer = Handover.Offer(HandoverKey, () => _state?.Shown is { } shown ? (_state.Caller, shown, shown.Units) : null);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Guid? through = Guid.TryParse(Branch, out var message) ? message : null;
        if (_state?.SessionId == SessionId)
        {
            if (_state.Choose(through)) await ReadAsync(CancellationToken.None);
            return;
        }

        var caller = await Current.GetAsync();
        (_state, _failed, _announcement) = (new ConversationState(Store, caller, SessionId), false, null);
        _state.Choose(through);
        if (Handover.Take<ConversationSnapshot>(HandoverKey, caller) is { } snapshot && _state.Restore(snapshot)) return;
        await ReadAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || _state is null) return;
        _refresh = new RefreshLoop(token => InvokeAsync(() => ReadAndShowAsync(token)), Time, Logger);
        _subscription = Events.Subscribe(_state.Caller.UserId, change =>
        {
            if (change.SessionId == _state?.SessionId) _refresh.Signal();
        });
        _refresh.Signal();
    }

    private Task ReadAndShowAsync() => ReadAndShowAsync(CancellationToken.None);

    private async Task ReadAndShowAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        StateHasChanged();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var state = _state!;
        var wasShown = state.Shown is not null;
        try
        {
            await state.RefreshAsync(cancellationToken);
            _failed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failed = true;
            ReadFailed(Logger, exception, state.SessionId);
        }

        if (state.RunningJobId is not null) _announcement = null;
        if (!state.IsMissing || state != _state) return;

        // Deleted while it was looked at, here or elsewhere: that is no wrong address.
        if (wasShown) Navigation.NavigateTo("");
        else Navigation.NotFound();
    }

    private Task<bool> MoveAsync(ThreadMove move) => TryAsync(state => move switch
    {
        ThreadMove.Earlier => state.LoadEarlierAsync(CancellationToken.None),
        ThreadMove.Later => state.LoadLaterAsync(CancellationToken.None),
        _ => state.GoToNewestAsync(CancellationToken.None),
    });

    private async Task<bool> TryAsync(Func<ConversationState, Task> move)
    {
        try
        {
            await move(_state!);
        }
        catch (Exception exception)
        {
            ReadFailed(Logger, exception, SessionId);
            return false;
        }

        StateHasChanged();
        return true;
    }

    private async Task<bool> GoToAsync(Guid messageId)
    {
        var isThere = false;
        var wasMoved = await TryAsync(async state => isThere = await state.GoToAsync(messageId, CancellationToken.None));
        return wasMoved && isThere;
    }

    private async Task SelectModelAsync(string modelId)
    {
        await Commands.SelectModelAsync(_state!.Caller, SessionId, modelId);
        await ReadAndShowAsync();
    }

    private async Task ActAsync(MessageCommand command)
    {
        await Commands.RunAsync(_state!.Caller, command, _state.Shown?.Pending ?? []);
        if (command.Act is MessageAct.Copy) return;
        await ReadAndShowAsync();
        // Another answer is on another branch than the one that the address may name.
        if (command.Act is MessageAct.Retry && Branch is not null && _state.Shown is { IsActive: false }) Navigation.NavigateTo($"s/{SessionId}");
    }

    /// <summary>Said once, when the answer is there and not token by token.</summary>
    private async Task EndedAsync(MessageStatus status)
    {
        await ReadAndShowAsync();
        _announcement = L[status is MessageStatus.Completed ? "AnswerReady" : "AnswerEnded"];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _offer?.Dispose();
        _subscription?.Dispose();
        if (_refresh is not null) await _refresh.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception, Guid sessionId);
}
