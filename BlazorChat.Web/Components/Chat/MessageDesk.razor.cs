using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Components.State;
using Microsoft.AspNetCore.Components;

namespace BlazorChat.Web.Components.Chat;

/// <summary>Stands between messages and their page: asks what has to be asked first, shows what is known, and hands on what is to be done.</summary>
public sealed partial class MessageDesk
{
    private MessageScope? _scope;
    private MessageView? _asked;
    private MessageView? _detailed;
    private MessageView? _deleted;
    private bool _isAdmin;

    /// <summary>Whose messages.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Their session.</summary>
    [Parameter, EditorRequired]
    public Guid SessionId { get; set; }

    /// <summary>The reader's time zone.</summary>
    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>What people call a model.</summary>
    [Parameter, EditorRequired]
    public Func<string, string> NameOf { get; set; } = default!;

    /// <summary>The messages; they raise their commands with what is given to them.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<EventCallback<MessageCommand>> ChildContent { get; set; } = default!;

    /// <summary>Raised with what is to be done.</summary>
    [Parameter, EditorRequired]
    public EventCallback<MessageCommand> OnCommand { get; set; }

    [CascadingParameter]
    private CallerModels? Models { get; set; }

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isAdmin = await Current.IsAdminAsync();
        Place();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // What was asked about a message of the session before is not to be answered in this one.
        if (_scope is { } before && before.SessionId != SessionId) _asked = _detailed = _deleted = null;
        Place();
    }

    // The same one as long as nothing of it changed, so that nothing is painted for it.
    private void Place()
    {
        var scope = new MessageScope(SessionId, _isAdmin, Models?.Overview);
        if (scope != _scope) _scope = scope;
    }

    private Task ActAsync(MessageCommand command)
    {
        switch (command.Act)
        {
            case MessageAct.ChooseModel:
                _asked = command.Message;
                return Task.CompletedTask;
            case MessageAct.ShowDetails:
                _detailed = command.Message;
                return Task.CompletedTask;
            case MessageAct.AskToDelete:
                _deleted = command.Message;
                return Task.CompletedTask;
            default:
                return OnCommand.InvokeAsync(command);
        }
    }

    private Task RetryWithAsync(string modelId) => _asked is { } message ? OnCommand.InvokeAsync(new MessageCommand(MessageAct.Retry, message) { ModelId = modelId }) : Task.CompletedTask;

    private async Task DeleteAsync(bool isMeant)
    {
        var message = _deleted!;
        _deleted = null;
        if (isMeant) await OnCommand.InvokeAsync(new MessageCommand(MessageAct.Delete, message));
    }

    private void CloseDetails() => _detailed = null;
}
