using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What a page has read of a session.</summary>
internal sealed record ConversationSnapshot(SessionDetails Details, IReadOnlyList<MessageView> Messages, Guid? Before, IReadOnlyList<MessageView> Pending)
{
    /// <summary>How much text it holds, in UTF-16 units.</summary>
    public long Units => Messages.Concat(Pending).Sum(message => message.Parts.Sum(part => (long)part.Length));
}

/// <summary>
/// The session that a page shows: reads it, pages backwards, and reads it again when something changed. Used from the page's own context only.
/// </summary>
internal sealed class ConversationState(SessionStore store, Caller caller, Guid sessionId)
{
    private const int PageSize = 40;

    /// <summary>The session's id.</summary>
    public Guid SessionId => sessionId;

    /// <summary>Whose session it is.</summary>
    public Caller Caller => caller;

    /// <summary>What was read; null before the first reading, and where there is no such session.</summary>
    public ConversationSnapshot? Shown { get; private set; }

    /// <summary>Whether the session was looked for and is not there.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>The generation that answers now, on the branch that is shown; null where none does.</summary>
    public Guid? RunningJobId => Shown?.Messages.LastOrDefault(message => message.JobId is not null && !message.Status.IsEnd())?.JobId;

    /// <summary>Starts from what the prerendered page had read.</summary>
    public void Restore(ConversationSnapshot snapshot) => Shown = snapshot;

    /// <summary>Reads the newest page again and keeps the older ones, as far as they still lead to it.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var details = await store.FindAsync(caller, sessionId, cancellationToken);
        if (details is null)
        {
            (Shown, IsMissing) = (null, true);
            return;
        }

        BranchPage page;
        try
        {
            page = await store.ReadBranchAsync(caller, sessionId, BranchStretch.Newest, PageSize, cancellationToken);
        }
        catch (RefusedException)
        {
            // Deleted between the two queries.
            (Shown, IsMissing) = (null, true);
            return;
        }

        IsMissing = false;
        Shown = Shown is { } old ? Merge(old, details, page) : new ConversationSnapshot(details, page.Messages, page.Before, page.Pending);
    }

    /// <summary>Adds the page before the first message.</summary>
    public async Task LoadEarlierAsync(CancellationToken cancellationToken)
    {
        if (Shown is not { Before: { } before } shown) return;
        var page = await store.ReadBranchAsync(caller, sessionId, new BranchStretch { Before = before }, PageSize, cancellationToken);
        if (Shown?.Before != before) return; // Another reading came between.
        Shown = Shown with { Messages = [.. page.Messages, .. Shown.Messages], Before = page.Before };
    }

    private static ConversationSnapshot Merge(ConversationSnapshot old, SessionDetails details, BranchPage page)
    {
        var known = old.Messages.Concat(old.Pending).ToDictionary(message => message.Id);
        IReadOnlyList<MessageView> fresh = [.. page.Messages.Select(message => KeepSame(known, message))];
        IReadOnlyList<MessageView> pending = [.. page.Pending.Select(message => KeepSame(known, message))];

        var joint = fresh.Count == 0 ? -1 : IndexOf(old.Messages, fresh[0].Id);
        return joint > 0
            ? new ConversationSnapshot(details, [.. old.Messages.Take(joint), .. fresh], old.Before, pending)
            : new ConversationSnapshot(details, fresh, page.Before, pending);
    }

    /// <summary>A message that did not change stays the same object, so that nothing paints it again.</summary>
    private static MessageView KeepSame(Dictionary<Guid, MessageView> known, MessageView message) =>
        known.TryGetValue(message.Id, out var old) && old with { Parts = message.Parts } == message && old.Parts.SequenceEqual(message.Parts) ? old : message;

    private static int IndexOf(IReadOnlyList<MessageView> messages, Guid id)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Id == id) return i;
        }

        return -1;
    }
}
