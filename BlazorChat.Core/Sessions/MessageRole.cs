namespace BlazorChat.Core.Sessions;

/// <summary>Who speaks in a message.</summary>
public enum MessageRole
{
    /// <summary>Instructions.</summary>
    System = 0,

    /// <summary>The person.</summary>
    User = 1,

    /// <summary>The model.</summary>
    Assistant = 2,

    /// <summary>A tool's result.</summary>
    Tool = 3,
}
