namespace BlazorChat.Core.Settings;

/// <summary>The section <c>BlazorChat</c>: what belongs to the server as a whole.</summary>
public sealed class BlazorChatOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "BlazorChat";

    /// <summary>The folder for everything the server keeps; default empty: <c>BlazorChat</c> in the user's local application data folder.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>The address under which people reach the server, such as <c>https://chat.example.org</c>; default empty: whatever address a request came to.</summary>
    public string PublicUrl { get; set; } = "";
}
