namespace BlazorChat.Core.Sessions;

/// <summary>The state of a message and of the generation that produces it: one word for both. Only <see cref="Completed"/> and those after it are ends.</summary>
public enum MessageStatus
{
    /// <summary>Waiting for its turn.</summary>
    Queued = 0,

    /// <summary>A plan is being made.</summary>
    Planning = 1,

    /// <summary>The plan waits for its review.</summary>
    Waiting = 2,

    /// <summary>The answer is being made.</summary>
    Running = 3,

    /// <summary>Ended with the provider's finish signal. A user's message is always in this state.</summary>
    Completed = 10,

    /// <summary>Ended by its user; what was received is kept.</summary>
    Stopped = 11,

    /// <summary>Ended by an error, which stands in the message's last part.</summary>
    Failed = 12,

    /// <summary>Ended without the provider's finish signal, or with the server; what was received is kept.</summary>
    Interrupted = 13,
}

/// <summary>Questions about a <see cref="MessageStatus"/>.</summary>
public static class MessageStatusExtensions
{
    /// <summary>Whether nothing more will come.</summary>
    public static bool IsEnd(this MessageStatus status) => status >= MessageStatus.Completed;

    /// <summary>The word of the public contract: lower case.</summary>
    public static string ToWord(this MessageStatus status) => status switch
    {
        MessageStatus.Queued => "queued",
        MessageStatus.Planning => "planning",
        MessageStatus.Waiting => "waiting",
        MessageStatus.Running => "running",
        MessageStatus.Completed => "completed",
        MessageStatus.Stopped => "stopped",
        MessageStatus.Failed => "failed",
        MessageStatus.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
