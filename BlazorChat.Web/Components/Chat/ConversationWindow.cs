using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Chat;

/// <summary>How much of a branch a page holds at once. What is read at one end is paid for at the other, so that a circuit's memory does not grow with the session.</summary>
internal static class ConversationWindow
{
    /// <summary>How many messages are read at once.</summary>
    public const int PageSize = 40;

    /// <summary>The most messages of a window.</summary>
    public const int MostMessages = 160;

    /// <summary>The most text of a window, in UTF-16 units, as long as few messages do not have more.</summary>
    public const long MostUnits = 400_000;

    /// <summary>Of the messages that were there before, so many beside the new ones stay: they are what is being read.</summary>
    private const int Kept = 16;

    /// <summary>The text of a message, in UTF-16 units.</summary>
    public static long UnitsOf(MessageView message) => message.Parts.Sum(part => (long)part.Length);

    /// <summary>What is left of an earlier page: its end, within half of the window's text.</summary>
    public static IReadOnlyList<MessageView> EndOf(IReadOnlyList<MessageView> page) => [.. page.Skip(page.Count - Fit(page.Reverse()))];

    /// <summary>What is left of a later page: its begin, within half of the window's text.</summary>
    public static IReadOnlyList<MessageView> BeginOf(IReadOnlyList<MessageView> page) => [.. page.Take(Fit(page))];

    /// <summary>Takes the oldest away until the window is small enough.</summary>
    /// <param name="shown">The window.</param>
    /// <param name="added">How many at its end are new.</param>
    public static ConversationSnapshot CutBegin(ConversationSnapshot shown, int added)
    {
        var excess = Excess(shown.Messages, added);
        if (excess == 0) return shown;
        var messages = shown.Messages.Skip(excess).ToList();
        return shown with { Messages = messages, Before = messages[0].ParentId };
    }

    /// <summary>Takes the newest away until the window is small enough.</summary>
    /// <param name="shown">The window.</param>
    /// <param name="added">How many at its begin are new.</param>
    public static ConversationSnapshot CutEnd(ConversationSnapshot shown, int added)
    {
        var excess = Excess(shown.Messages.Reverse(), added);
        if (excess == 0) return shown;
        var messages = shown.Messages.SkipLast(excess).ToList();
        return shown with { Messages = messages, After = messages[^1].Id, Pending = [] };
    }

    private static int Fit(IEnumerable<MessageView> page)
    {
        var units = 0L;
        return page.TakeWhile((message, i) => (units += UnitsOf(message)) <= MostUnits / 2 || i == 0).Count();
    }

    /// <summary>How many to take from the front.</summary>
    private static int Excess(IEnumerable<MessageView> messages, int added)
    {
        var all = messages.ToList();
        var units = all.Sum(UnitsOf);
        var excess = 0;
        while (all.Count - excess > added + Kept && (all.Count - excess > MostMessages || units > MostUnits)) units -= UnitsOf(all[excess++]);
        return excess;
    }
}
