namespace BlazorChat.Core.Usage;

/// <summary>What an upstream call was made for.</summary>
public enum UsagePurpose
{
    /// <summary>An answer in a conversation.</summary>
    Answer = 0,

    /// <summary>A title for a session.</summary>
    Title = 1,
}
