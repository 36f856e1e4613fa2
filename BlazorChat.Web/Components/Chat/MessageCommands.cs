using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace BlazorChat.Web.Components.Chat;

/// <summary>Carries out what a person does with a message, and says so where it is refused.</summary>
internal sealed class MessageCommands(Conversations conversations, SessionStore store, Toasts toasts, IStringLocalizer<Texts> texts, IJSRuntime script)
{
    /// <summary>Carries one out.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="command">What and with which message.</param>
    /// <param name="pending">The messages that wait, to find the generation of one of them.</param>
    public Task RunAsync(Caller caller, MessageCommand command, IReadOnlyList<MessageView> pending) => TryAsync(() => command.Act switch
    {
        MessageAct.Retry => conversations.RegenerateAsync(caller, command.Message.Id, command.ModelId, CancellationToken.None),
        MessageAct.Continue => conversations.ContinueAsync(caller, command.Message.Id, CancellationToken.None),
        MessageAct.Send => conversations.ReleaseAsync(caller, JobOf(command.Message, pending), CancellationToken.None),
        MessageAct.Discard => conversations.DiscardAsync(caller, JobOf(command.Message, pending), CancellationToken.None),
        MessageAct.Delete => store.DeleteMessageAsync(caller, command.Message.Id, CancellationToken.None),
        MessageAct.Copy => CopyAsync(command.Message.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    });

    /// <summary>Remembers the model that the session asks.</summary>
    public Task SelectModelAsync(Caller caller, Guid sessionId, string modelId) =>
        TryAsync(() => store.SelectModelAsync(caller, sessionId, modelId, CancellationToken.None));

    /// <summary>A question that waits has the generation of the answer behind it.</summary>
    private static Guid JobOf(MessageView message, IReadOnlyList<MessageView> pending) =>
        message.JobId ?? pending.FirstOrDefault(other => other.ParentId == message.Id)?.JobId
        ?? throw new RefusedException(RefusedException.InvalidState, "The message does not wait any more.");

    private async Task CopyAsync(string text)
    {
        try
        {
            await using var module = await script.InvokeAsync<IJSObjectReference>("import", "./js/clipboard.js");
            await module.InvokeVoidAsync("copyText", text);
        }
        catch (JSException)
        {
            toasts.Show(new Toast(texts["CopyFailed"], IsError: true));
        }
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            toasts.Show(new Toast(ErrorTexts.For(texts, exception), IsError: true));
        }
    }
}
