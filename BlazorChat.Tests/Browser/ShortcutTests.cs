using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The keys that work everywhere, and that they can be switched off.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ShortcutTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Keys_EachDoWhatTheListSays() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("the chat below", "Below.");
        upstream.Answer("the chat above", "Above.\n\n```\nthe code\n```\n");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("the chat below");
        await chat.LastAnswer.EndsAsync();
        await chat.Tab.Keyboard.PressAsync("Control+Shift+O");
        await Expect(chat.Tab).ToHaveURLAsync(visit.Url + "/");
        await Expect(chat.Field).ToBeFocusedAsync();
        await chat.AskAsync("the chat above");
        await chat.LastAnswer.EndsAsync();

        await chat.Tab.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(chat.Question("the chat below")).ToBeVisibleAsync();
        await chat.Tab.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(chat.Question("the chat above")).ToBeVisibleAsync();
        await chat.LastAnswer.ShowsAsync("the code");

        await chat.Tab.Keyboard.PressAsync("Control+Shift+;");
        await Expect(chat.Tab.Locator("code-block[data-copied]")).ToBeVisibleAsync();
        Assert.Equal("the code", (await chat.Tab.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Trim());
        await chat.Tab.Keyboard.PressAsync("Control+Shift+C");
        await Expect(chat.LastAnswer.Article.GetByRole(AriaRole.Button, new() { Name = Words.Of("Copied"), Exact = true }).First).ToBeVisibleAsync();

        await chat.Tab.Keyboard.PressAsync("Control+B");
        await Expect(chat.Sidebar.Chat("the chat above")).ToBeHiddenAsync();
        await chat.Tab.Keyboard.PressAsync("/"); // The focus is on the button that brings the list back.
        await Expect(chat.Field).ToBeFocusedAsync();
        await chat.Tab.Keyboard.PressAsync("Control+B");
        await Expect(chat.Sidebar.Chat("the chat above")).ToBeVisibleAsync();

        await chat.Tab.Keyboard.PressAsync("Control+,");
        await Expect(chat.Tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("General") })).ToBeFocusedAsync();
    });

    [Fact]
    public Task QuestionMark_OutsideOfAField_OpensTheList() => VisitAsync(async (visit, _) =>
    {
        var chat = await ChatPage.OpenAsync(visit);
        var list = chat.Tab.GetByRole(AriaRole.Dialog, new() { Name = Words.Of("Shortcuts") });

        await chat.Field.PressAsync("?");
        await Expect(chat.Field).ToHaveValueAsync("?");
        await Expect(list).ToBeHiddenAsync();

        await chat.Sidebar.Links.First.Or(chat.Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("AccountMenu") })).First.FocusAsync();
        await chat.Tab.Keyboard.PressAsync("?");
        await Expect(list).ToBeVisibleAsync();
        await chat.Tab.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();
        await chat.Field.FillAsync("");
    });

    [Fact]
    public Task Keys_SwitchedOff_DoNothing() => VisitAsync(async (visit, _) =>
    {
        var tab = await visit.OpenAsync("/settings/general");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        var group = tab.GetByRole(AriaRole.Radiogroup, new() { Name = Words.Of("Shortcuts") });
        await Expect(group.GetByRole(AriaRole.Radio, new() { Name = Words.Of("SwitchedOn") })).ToBeCheckedAsync();
        await group.GetByText(Words.Of("SwitchedOff"), new() { Exact = true }).ClickAsync();

        var chat = await ChatPage.OpenAsync(visit);
        await chat.Tab.Keyboard.PressAsync("Control+B");
        await chat.Tab.Keyboard.PressAsync("Control+/");
        await Expect(chat.Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("HideSidebar") })).ToBeVisibleAsync();
        await Expect(chat.Tab.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // The other tab says the same as soon as it is switched on again.
        await tab.RunAndWaitForResponseAsync(() => group.GetByText(Words.Of("SwitchedOn"), new() { Exact = true }).ClickAsync(), "**/app/preferences");
        await chat.Tab.Keyboard.PressAsync("Control+/");
        await Expect(chat.Tab.GetByRole(AriaRole.Dialog, new() { Name = Words.Of("Shortcuts") })).ToBeVisibleAsync();
    });
}
