using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Chat;

/// <summary>
/// The session that a page shows: reads a window on a branch, moves it, and reads it again when something changed, one after the other.
/// Used from the page's own context only.
/// </summary>
internal sealed class ConversationState(SessionStore store, Caller caller, Guid sessionId)
{
    /// <summary>So many new messages at the end do not push the first one out.</summary>
    private const int NewAtOnce = 8;

    private readonly BranchReader _reader = new(store, caller, sessionId);
    private Task _last = Task.CompletedTask;
    private Guid? _through;

    /// <summary>The session's id.</summary>
    public Guid SessionId => sessionId;

    /// <summary>Whose session it is.</summary>
    public Caller Caller => caller;

    /// <summary>What was read; null before the first reading, and where there is no such session.</summary>
    public ConversationSnapshot? Shown { get; private set; }

    /// <summary>Whether the session was looked for and is not there.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>The generation that answers now, on the branch that is shown; null where none does.</summary>
    public Guid? RunningJobId => Shown?.RunningJobId;

    /// <summary>The branch to show from the next reading on: through this message, or the active one. Says whether that is another than before.</summary>
    public bool Choose(Guid? through)
    {
        var isOther = _through != through;
        _through = through;
        return isOther;
    }

    /// <summary>Starts from what the prerendered page had read, if it is of the same branch.</summary>
    public bool Restore(ConversationSnapshot snapshot)
    {
        if (snapshot.Details.Id != sessionId || snapshot.Through != _through) return false;
        Shown = snapshot;
        return true;
    }

    /// <summary>Reads the window again. At the end of its branch it takes in what is new; in the middle it stays where it is.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => ReadAsync(
        details => Shown switch
        {
            null => _reader.NewestAsync(details, _through, ConversationWindow.PageSize, cancellationToken),
            { After: null } old when old.Through == _through => ReadEndAsync(old, details, cancellationToken),
            var old => ReadMiddleAsync(old, details, cancellationToken),
        },
        cancellationToken);

    /// <summary>Goes to the end of the branch in one step.</summary>
    public Task GoToNewestAsync(CancellationToken cancellationToken) => ReadAsync(
        details => _reader.NewestAsync(details, _through, ConversationWindow.PageSize, cancellationToken), cancellationToken);

    /// <summary>Goes to a message, and says whether the branch has it; stays where it is if not.</summary>
    public async Task<bool> GoToAsync(Guid messageId, CancellationToken cancellationToken)
    {
        ConversationSnapshot? around = null;
        await ReadAsync(async details => (around = await _reader.AroundAsync(details, _through, messageId, cancellationToken)) ?? Shown!, cancellationToken);
        return around is not null;
    }

    /// <summary>Adds the messages before the first one, and lets go of the last ones where there are too many.</summary>
    public Task LoadEarlierAsync(CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        if (Shown is not { Before: { } before } shown) return;
        var page = ConversationWindow.EndOf(await _reader.EarlierAsync(before, cancellationToken));
        if (page.Count == 0) return;
        Shown = ConversationWindow.CutEnd(shown with { Messages = [.. page, .. shown.Messages], Before = page[0].ParentId }, page.Count);
    });

    /// <summary>Adds the messages behind the last one, and lets go of the first ones where there are too many.</summary>
    public Task LoadLaterAsync(CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        if (Shown is not { After: { } after } shown) return;
        var page = await _reader.LaterAsync(_through, after, cancellationToken);
        // Another branch meanwhile: the next refresh knows what to do.
        if (page.Messages.Count == 0) return;
        var messages = ConversationWindow.BeginOf(page.Messages);
        var isWhole = messages.Count == page.Messages.Count;
        var grown = shown with
        {
            Messages = [.. shown.Messages, .. messages],
            Pending = isWhole ? page.Pending : [],
            After = isWhole ? page.After : messages[^1].Id,
            LeafId = page.LeafId,
            IsActive = page.IsActive,
        };
        if (grown.After is null) grown = grown with { RunningJobId = BranchReader.RunningIn(grown.Messages) };
        Shown = ConversationWindow.CutBegin(grown, messages.Count);
    });

    private async Task<ConversationSnapshot> ReadEndAsync(ConversationSnapshot old, SessionDetails details, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(old.Messages.Count + NewAtOnce, ConversationWindow.PageSize, ConversationWindow.MostMessages);
        var page = await _reader.NewestAsync(details, _through, limit, cancellationToken);
        if (old.Messages.Count == 0 || page.Messages.Count <= ConversationWindow.PageSize) return page;

        // What was there before the first one was let go, or was never asked for.
        var joint = page.Messages.TakeWhile(message => message.Id != old.Messages[0].Id).Count();
        return joint == page.Messages.Count || joint == 0
            ? page
            : page with { Messages = [.. page.Messages.Skip(joint)], Before = page.Messages[joint].ParentId };
    }

    private async Task<ConversationSnapshot> ReadMiddleAsync(ConversationSnapshot old, SessionDetails details, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(old.Messages.Count, ConversationWindow.PageSize, ConversationWindow.MostMessages);
        return (old.Messages.Count > 0 ? await _reader.FromAsync(details, _through, old.Messages[0], limit, cancellationToken) : null)
            ?? (_through is { } through ? await _reader.AroundAsync(details, _through, through, cancellationToken) : null)
            ?? await _reader.NewestAsync(details, _through, ConversationWindow.PageSize, cancellationToken);
    }

    private Task ReadAsync(Func<SessionDetails, Task<ConversationSnapshot>> read, CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        try
        {
            var details = await store.FindAsync(caller, sessionId, cancellationToken);
            Shown = details is null ? null : KeepSame(Shown, await read(details));
        }
        catch (RefusedException)
        {
            // Deleted between two queries.
            Shown = null;
        }

        IsMissing = Shown is null;
    });

    /// <summary>A message that did not change stays the same object, so that nothing paints it again.</summary>
    private static ConversationSnapshot KeepSame(ConversationSnapshot? old, ConversationSnapshot read)
    {
        if (old is null) return read;
        var known = old.Messages.Concat(old.Pending).ToDictionary(message => message.Id);
        MessageView Same(MessageView message) =>
            known.TryGetValue(message.Id, out var before) && before with { Parts = message.Parts } == message && before.Parts.SequenceEqual(message.Parts) ? before : message;
        return read with { Messages = [.. read.Messages.Select(Same)], Pending = [.. read.Pending.Select(Same)] };
    }

    /// <summary>Two readings at once would each undo what the other found.</summary>
    private async Task InTurnAsync(Func<Task> act)
    {
        var before = _last;
        var done = new TaskCompletionSource();
        _last = done.Task;
        await before;
        try
        {
            await act();
        }
        finally
        {
            done.SetResult();
        }
    }
}
