namespace BlazorChat.Core.Sessions;

/// <summary>Where a session's title comes from. What stands later here is never replaced by what stands before it.</summary>
public enum SessionTitleSource
{
    /// <summary>The beginning of the first message.</summary>
    Beginning = 0,

    /// <summary>A model.</summary>
    Model = 1,

    /// <summary>A person.</summary>
    Person = 2,
}
