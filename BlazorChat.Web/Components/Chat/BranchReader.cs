using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Chat;

/// <summary>Reads windows on a session's branches.</summary>
internal sealed class BranchReader(SessionStore store, Caller caller, Guid sessionId)
{
    private const int Half = ConversationWindow.PageSize / 2;

    /// <summary>The end of a branch.</summary>
    public async Task<ConversationSnapshot> NewestAsync(SessionDetails details, Guid? through, int limit, CancellationToken cancellationToken)
    {
        var page = await ReadAsync(new BranchStretch { Through = through }, limit, cancellationToken);
        return ConversationWindow.CutBegin(Of(details, through, page, page.Messages), added: 0);
    }

    /// <summary>The window that begins with a message; null where that is not on the branch.</summary>
    public async Task<ConversationSnapshot?> FromAsync(SessionDetails details, Guid? through, MessageView first, int limit, CancellationToken cancellationToken)
    {
        if (first.ParentId is { } before)
        {
            var whole = await ReadAsync(new BranchStretch { Through = through, After = before }, limit, cancellationToken);
            return whole.Messages.Count == 0 ? null : await WithRunningAsync(Of(details, through, whole, whole.Messages), cancellationToken);
        }

        // Nothing is before it by which the stretch could be named.
        var behind = await ReadAsync(new BranchStretch { Through = through, After = first.Id }, limit - 1, cancellationToken);
        if (behind.Messages.Count == 0 && behind.LeafId != first.Id) return null;
        var begin = await ReadAsync(new BranchStretch { Before = first.Id }, 1, cancellationToken);
        return await WithRunningAsync(Of(details, through, behind, [.. begin.Messages, .. behind.Messages]), cancellationToken);
    }

    /// <summary>The window around a message; null where that is not on the branch.</summary>
    public async Task<ConversationSnapshot?> AroundAsync(SessionDetails details, Guid? through, Guid messageId, CancellationToken cancellationToken)
    {
        var behind = await ReadAsync(new BranchStretch { Through = through, After = messageId }, Half, cancellationToken);
        if (behind.LeafId == messageId) return await NewestAsync(details, through, ConversationWindow.PageSize, cancellationToken);
        if (behind.Messages.Count == 0) return null;
        var upTo = ConversationWindow.EndOf(await EarlierAsync(messageId, cancellationToken));
        var whole = Of(details, through, behind, [.. upTo, .. behind.Messages]);
        return await WithRunningAsync(ConversationWindow.CutEnd(whole, upTo.Count), cancellationToken);
    }

    /// <summary>A page that ends with a message.</summary>
    public async Task<IReadOnlyList<MessageView>> EarlierAsync(Guid last, CancellationToken cancellationToken) =>
        (await ReadAsync(new BranchStretch { Before = last }, ConversationWindow.PageSize, cancellationToken)).Messages;

    /// <summary>The page behind a message.</summary>
    public Task<BranchPage> LaterAsync(Guid? through, Guid after, CancellationToken cancellationToken) =>
        ReadAsync(new BranchStretch { Through = through, After = after }, ConversationWindow.PageSize, cancellationToken);

    /// <summary>The generation of the last message that is still being made.</summary>
    public static Guid? RunningIn(IEnumerable<MessageView> messages) => messages.LastOrDefault(message => message.JobId is not null && !message.Status.IsEnd())?.JobId;

    private Task<BranchPage> ReadAsync(BranchStretch stretch, int limit, CancellationToken cancellationToken) =>
        store.ReadBranchAsync(caller, sessionId, stretch, limit, cancellationToken);

    private static ConversationSnapshot Of(SessionDetails details, Guid? through, BranchPage page, IReadOnlyList<MessageView> messages) => new(details, messages, page.Pending)
    {
        Through = through,
        Before = messages.Count > 0 ? messages[0].ParentId : null,
        After = page.After,
        LeafId = page.LeafId,
        IsActive = page.IsActive,
        RunningJobId = RunningIn(messages),
    };

    /// <summary>What answers is at the branch's end, which the window may not have.</summary>
    private async Task<ConversationSnapshot> WithRunningAsync(ConversationSnapshot shown, CancellationToken cancellationToken)
    {
        if (shown.After is null) return shown;
        var end = await ReadAsync(new BranchStretch { Through = shown.Through }, 1, cancellationToken);
        return shown with { RunningJobId = RunningIn(end.Messages) };
    }
}
