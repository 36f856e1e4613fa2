using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What a person can do with a message.</summary>
public enum MessageAct
{
    /// <summary>Answer the same question again.</summary>
    Retry,

    /// <summary>Choose a model to answer the same question again with.</summary>
    ChooseModel,

    /// <summary>Go on with what was received.</summary>
    Continue,

    /// <summary>Send a message that is held.</summary>
    Send,

    /// <summary>Take back a message that waits.</summary>
    Discard,

    /// <summary>Put its source on the clipboard.</summary>
    Copy,

    /// <summary>Say all that is known of it.</summary>
    ShowDetails,

    /// <summary>Ask whether to delete it.</summary>
    AskToDelete,

    /// <summary>Delete what it says.</summary>
    Delete,
}

/// <summary>An act and the message that it is for.</summary>
public sealed record MessageCommand(MessageAct Act, MessageView Message)
{
    /// <summary>The model to answer with; null is the session's.</summary>
    public string? ModelId { get; init; }
}
