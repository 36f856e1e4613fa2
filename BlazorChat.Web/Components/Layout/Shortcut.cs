namespace BlazorChat.Web.Components.Layout;

/// <summary>A shortcut as the list shows it. What it does stands under its id in <c>wwwroot/js/shortcuts.js</c>.</summary>
/// <param name="Id">Its id; null for a key of the page itself, which is no shortcut and cannot be switched off.</param>
/// <param name="TextKey">The key of the text that says what it does.</param>
/// <param name="Keys">The ways to press it: names of the browser's <c>KeyboardEvent.key</c> in lower case, with <c>+</c> between them.</param>
internal sealed record Shortcut(string? Id, string TextKey, params string[] Keys)
{
    /// <summary>What works everywhere.</summary>
    public static IReadOnlyList<Shortcut> Everywhere { get; } =
    [
        new("new-chat", "NewChat", "mod+shift+o"),
        new("previous-chat", "ShortcutPrevious", "alt+arrowup"),
        new("next-chat", "ShortcutNext", "alt+arrowdown"),
        new("sidebar", "ShortcutSidebar", "mod+b"),
        new("settings", "ShortcutSettings", "mod+,"),
        new("shortcuts", "ShortcutList", "?", "mod+/"),
    ];

    /// <summary>What works in a chat.</summary>
    public static IReadOnlyList<Shortcut> InChat { get; } =
    [
        new("message", "ShortcutMessage", "/"),
        new("copy-answer", "ShortcutCopyAnswer", "mod+shift+c"),
        new("copy-code", "ShortcutCopyCode", "mod+shift+;"),
        new(null, "ShortcutSend", "enter"),
        new(null, "ShortcutNewLine", "shift+enter"),
        new(null, "ShortcutStop", "escape"),
    ];

    /// <summary>What works in the list of chats.</summary>
    public static IReadOnlyList<Shortcut> InList { get; } =
    [
        new(null, "ShortcutMove", "arrowup", "arrowdown"),
        new(null, "ShortcutRename", "f2"),
    ];
}
