using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What a person can do with a message.</summary>
public enum MessageAct
{
    /// <summary>Answer the same question again.</summary>
    Retry,

    /// <summary>Go on with what was received.</summary>
    Continue,

    /// <summary>Send a message that is held.</summary>
    Send,

    /// <summary>Take back a message that waits.</summary>
    Discard,

    /// <summary>Put its source on the clipboard.</summary>
    Copy,
}

/// <summary>An act and the message that it is for.</summary>
public sealed record MessageCommand(MessageAct Act, MessageView Message);
