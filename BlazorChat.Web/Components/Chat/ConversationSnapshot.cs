using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What a page holds of a session: a window on one of its branches, which may end before the branch does at either side.</summary>
public sealed record ConversationSnapshot(SessionDetails Details, IReadOnlyList<MessageView> Messages, IReadOnlyList<MessageView> Pending)
{
    /// <summary>The message that the branch was asked for by; null is the active branch.</summary>
    public Guid? Through { get; init; }

    /// <summary>The message before the first one; null where the branch begins here.</summary>
    public Guid? Before { get; init; }

    /// <summary>The last message, where others come behind it; null where the branch ends here.</summary>
    public Guid? After { get; init; }

    /// <summary>The branch's last message, whether it is in the window or not.</summary>
    public Guid? LeafId { get; init; }

    /// <summary>Whether it is the branch that is sent to the model.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The generation that answers now on this branch, whether its message is in the window or not; null where none does.</summary>
    public Guid? RunningJobId { get; init; }

    /// <summary>How much text it holds, in UTF-16 units.</summary>
    public long Units => Messages.Concat(Pending).Sum(ConversationWindow.UnitsOf);
}
