using System.Text.RegularExpressions;
using BlazorChat.Tests.Architecture;
using BlazorChat.Web.Components.Layout;
using Bunit;

namespace BlazorChat.Tests.Components;

public sealed partial class ShortcutsTests : ComponentTest
{
    private static readonly IReadOnlyList<Shortcut> All = [.. Shortcut.Everywhere, .. Shortcut.InChat, .. Shortcut.InList];

    [Fact]
    public void Shortcuts_AreThoseThatTheModuleCanDo()
    {
        var module = File.ReadAllText(Path.Combine(SourceTree.Root, "BlazorChat.Web", "wwwroot", "js", "shortcuts.js"));

        Assert.Equal(All.Select(shortcut => shortcut.Id).OfType<string>().Order(), Actions().Matches(module).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void Shortcuts_HaveKeysOfTheirOwn()
    {
        var keys = All.Where(shortcut => shortcut.Id is not null).SelectMany(shortcut => shortcut.Keys).ToList();

        Assert.Equal(keys.Distinct(), keys);
    }

    [Fact]
    public void Dialog_OfAllShortcuts_ShowsEachOnceForEachMachine()
    {
        var dialog = Render<ShortcutsDialog>();

        Assert.Equal(All.Count, dialog.FindAll("dt").Count);
        var row = dialog.Find("[data-shortcut=new-chat]");
        Assert.Equal("mod+shift+o", row.GetAttribute("data-keys"));
        Assert.Equal(["Ctrl", "Shift", "O"], row.QuerySelectorAll(".pc kbd").Select(key => key.TextContent));
        Assert.Equal(["⌘", "⇧", "O"], row.QuerySelectorAll(".mac kbd").Select(key => key.TextContent));
    }

    [GeneratedRegex(@"^  ""([a-z-]+)"": \(\) =>", RegexOptions.Multiline)]
    private static partial Regex Actions();
}
