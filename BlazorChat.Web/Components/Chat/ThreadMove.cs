namespace BlazorChat.Web.Components.Chat;

/// <summary>Where the window on a conversation is to go.</summary>
public enum ThreadMove
{
    /// <summary>A page further up.</summary>
    Earlier,

    /// <summary>A page further down.</summary>
    Later,

    /// <summary>To the end of the branch.</summary>
    Newest,
}
