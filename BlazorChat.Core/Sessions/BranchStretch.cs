namespace BlazorChat.Core.Sessions;

/// <summary>Which stretch of which branch is asked for. Both ends open: the newest messages of the active branch.</summary>
public sealed record BranchStretch
{
    /// <summary>The newest messages of the active branch.</summary>
    public static BranchStretch Newest { get; } = new();

    /// <summary>
    /// A message that the branch leads through, to the newest message below it, or to the active leaf where that lies below it. Null, or a message
    /// that the session does not have, is the active branch.
    /// </summary>
    public Guid? Through { get; init; }

    /// <summary>The <see cref="BranchPage.Before"/> of a page: the stretch ends with this message. Null ends with the branch.</summary>
    public Guid? Before { get; init; }

    /// <summary>The <see cref="BranchPage.After"/> of a page: the stretch begins behind this message. Not together with <see cref="Before"/>.</summary>
    public Guid? After { get; init; }
}
