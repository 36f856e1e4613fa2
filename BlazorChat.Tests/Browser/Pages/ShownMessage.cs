using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>One message of a conversation, whoever speaks.</summary>
internal sealed class ShownMessage(IPage tab, ILocator article)
{
    public ILocator Article { get; } = article;

    public ILocator Previous => Link("VersionPrevious");

    public ILocator Next => Link("VersionNext");

    /// <summary>The field in its place while it is edited.</summary>
    public ILocator Editor => Article.GetByRole(AriaRole.Textbox, new() { Name = Words.Of("EditMessage"), Exact = true });

    /// <summary>What is said about an edit that did not work.</summary>
    public ILocator Problem => Article.GetByRole(AriaRole.Alert);

    public ILocator Button(string key) => Article.GetByRole(AriaRole.Button, new() { Name = Words.Of(key), Exact = true });

    /// <summary>Until it is this one of so many versions.</summary>
    public Task IsVersionAsync(int position, int count) => Expect(Article.GetByRole(AriaRole.Group, new() { Name = Words.Of("Versions", position, count), Exact = true })).ToBeVisibleAsync();

    /// <summary>Opens its editor.</summary>
    public async Task BeginEditAsync()
    {
        await Article.HoverAsync();
        await Button("EditMessage").ClickAsync();
        await Expect(Editor).ToBeFocusedAsync();
    }

    /// <summary>Sends it with another text.</summary>
    public async Task EditAsync(string text)
    {
        await BeginEditAsync();
        await Editor.FillAsync(text);
        await Editor.PressAsync("Enter");
    }

    /// <summary>Opens what is known of it.</summary>
    public async Task<ILocator> OpenDetailsAsync()
    {
        await ChooseAsync("DetailsTitle");
        var details = tab.GetByRole(AriaRole.Dialog, new() { Name = Words.Of("DetailsTitle"), Exact = true });
        await Expect(details).ToBeVisibleAsync();
        return details;
    }

    /// <summary>Asks to delete it, and says what is asked back.</summary>
    public async Task DeleteAsync(bool isMeant = true)
    {
        await ChooseAsync("Delete");
        var question = tab.GetByRole(AriaRole.Dialog, new() { Name = Words.Of("DeleteMessageTitle") });
        await question.GetByRole(AriaRole.Button, new() { Name = Words.Of(isMeant ? "Delete" : "Cancel"), Exact = true }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
    }

    private async Task ChooseAsync(string key)
    {
        await Article.HoverAsync();
        await Button("MoreActions").ClickAsync();
        await Article.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of(key), Exact = true }).ClickAsync();
    }

    private ILocator Link(string key) => Article.GetByRole(AriaRole.Link, new() { Name = Words.Of(key), Exact = true });
}
