using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>A chat, new or not: its messages and the field below them.</summary>
internal sealed partial class ChatPage
{
    private ChatPage(IPage page) => Tab = page;

    public IPage Tab { get; }

    public Sidebar Sidebar => new(Tab);

    public Thread Thread => new(Tab);

    public ILocator Composer => Tab.Locator("chat-composer");

    /// <summary>What is being typed.</summary>
    public ILocator Field => Composer.GetByRole(AriaRole.Textbox, new() { Name = Words.Of("Message"), Exact = true });

    public ILocator SendButton => Composer.GetByRole(AriaRole.Button, new() { Name = Words.Of("Send"), Exact = true });

    public ILocator StopButton => Composer.GetByRole(AriaRole.Button, new() { Name = Words.Of("Stop"), Exact = true });

    /// <summary>What the composer has to say about a send that did not work.</summary>
    public ILocator Problem => Composer.GetByRole(AriaRole.Alert);

    /// <summary>The line that says that the browser has no network.</summary>
    public ILocator Offline => Tab.Locator("[data-offline-words]");

    /// <summary>Says that the page has lost its server and looks for it.</summary>
    public ILocator Reconnecting => Tab.Locator("[data-waiting-words]", new() { HasText = Words.Of("Reconnecting") });

    /// <summary>Says that the page has lost its server, whether it still looks for it or gave up.</summary>
    public ILocator Lost => Reconnecting.Or(Tab.Locator("[data-failed-words]", new() { HasText = Words.Of("ReconnectFailed") })).Filter(new() { Visible = true }).First;

    public ILocator Questions => Tab.GetByRole(AriaRole.Article, new() { Name = Words.Of("YouSaid"), Exact = true });

    public ILocator Answers => Tab.GetByRole(AriaRole.Article, new() { Name = Words.Of("AssistantSaid"), Exact = true });

    public Answer LastAnswer => new(Tab, Answers.Last);

    public ShownMessage LastQuestion => new(Tab, Questions.Last);

    /// <summary>The session's path; only where there is one.</summary>
    public string Path => new Uri(Tab.Url).AbsolutePath;

    /// <summary>The chat that a tab shows, once it hears clicks.</summary>
    public static async Task<ChatPage> OfAsync(IPage tab)
    {
        var page = new ChatPage(tab);
        await page.WhenReadyAsync();
        return page;
    }

    public static async Task<ChatPage> OpenAsync(Visit visit, string path = "/") => await OfAsync(await visit.OpenAsync(path));

    /// <summary>Until its circuit is up: a click before is lost.</summary>
    public async Task WhenReadyAsync()
    {
        await Expect(Tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        await Expect(Field).ToBeVisibleAsync();
    }

    /// <summary>Asks, and waits until the question stands in the conversation.</summary>
    public async Task<ChatPage> AskAsync(string question)
    {
        await Field.FillAsync(question);
        await Field.PressAsync("Enter");
        await Expect(Tab).ToHaveURLAsync(SessionUrl()); // Not a wait for the navigation, which may be over before the wait begins.
        await Expect(Question(question)).ToBeVisibleAsync();
        return this;
    }

    public ILocator Question(string text) => Questions.Filter(new() { Has = Tab.GetByText(text, new() { Exact = true }) });

    public async Task<ChatPage> ReloadAsync()
    {
        await Tab.ReloadAsync();
        await WhenReadyAsync();
        return this;
    }

    public async Task<LoginPage> SignOutAsync()
    {
        await Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("AccountMenu") }).ClickAsync();
        await Tab.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of("SignOut") }).ClickAsync();
        return await LoginPage.OfAsync(Tab);
    }

    [GeneratedRegex("/s/[0-9a-f-]{36}")]
    private static partial Regex SessionUrl();
}
