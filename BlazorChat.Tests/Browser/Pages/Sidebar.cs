using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The list of chats.</summary>
internal sealed class Sidebar(IPage tab)
{
    private ILocator List => tab.GetByRole(AriaRole.Navigation, new() { Name = Words.Of("Chats"), Exact = true });

    public ILocator Links => List.GetByRole(AriaRole.Link);

    public ILocator Undo => tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("Undo"), Exact = true });

    public ILocator Chat(string title) => List.GetByRole(AriaRole.Link, new() { Name = title, Exact = true });

    public ILocator Spinner => List.GetByRole(AriaRole.Img, new() { Name = Words.Of("Answering") });

    public async Task<ChatPage> OpenAsync(string title)
    {
        await Chat(title).ClickAsync();
        await Expect(Chat(title)).ToHaveAttributeAsync("aria-current", "page");
        return await ChatPage.OfAsync(tab);
    }

    public async Task<ChatPage> NewChatAsync()
    {
        await tab.GetByRole(AriaRole.Complementary, new() { Name = Words.Of("Chats") }).GetByText(Words.Of("NewChat")).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("Greeting") })).ToBeVisibleAsync();
        return await ChatPage.OfAsync(tab);
    }

    public async Task<Sidebar> RenameAsync(string title, string newTitle, string key = "Enter")
    {
        await ChooseAsync(title, "Rename");
        var field = List.GetByRole(AriaRole.Textbox, new() { Name = Words.Of("ChatTitle") });
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync(newTitle);
        await field.PressAsync(key);
        return this;
    }

    public async Task<Sidebar> DeleteAsync(string title)
    {
        await ChooseAsync(title, "Delete");
        await Expect(Chat(title)).ToHaveCountAsync(0);
        return this;
    }

    private async Task ChooseAsync(string title, string key)
    {
        await Chat(title).HoverAsync();
        await List.GetByRole(AriaRole.Button, new() { Name = Words.Of("ChatMenu", title), Exact = true }).ClickAsync();
        await tab.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of(key), Exact = true }).ClickAsync();
    }
}
