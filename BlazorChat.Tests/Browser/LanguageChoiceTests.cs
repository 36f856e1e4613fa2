using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The way through the program in another language than English.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class LanguageChoiceTests(BrowserRun run) : BrowserTest(run)
{
    [Theory]
    [InlineData("de", "Deutsch")]
    [InlineData("zh-Hans", "中文")]
    public async Task EveryPage_AfterTheChoice_IsInTheLanguage(string language, string name)
    {
        await using var app = new KestrelApp();
        app.Settings["Offline:WordsPerSecond"] = "0";
        await app.InitializeAsync();
        string Word(string key) => Words.In(language, key);
        ILocator Button(IPage tab, string key) => tab.GetByRole(AriaRole.Button, new() { Name = Word(key), Exact = true });

        await VisitAsync(app.Url, async visit =>
        {
            var tab = (await RegisterPage.OpenAsync(visit)).Tab;
            await tab.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
            await Expect(tab.Locator("html")).ToHaveAttributeAsync("lang", language);
            await tab.GetByLabel(Word("UserName"), new() { Exact = true }).FillAsync(RegisterPage.UserName);
            await tab.GetByLabel(Word("Email"), new() { Exact = true }).FillAsync("mika@example.com");
            await tab.GetByLabel(Word("Password"), new() { Exact = true }).FillAsync("short");
            await Button(tab, "CreateAccount").ClickAsync();
            await Expect(tab.GetByText(Word("Error_PasswordTooShort"))).ToBeVisibleAsync();
            await tab.GetByLabel(Word("Password"), new() { Exact = true }).FillAsync(RegisterPage.Password);
            await Button(tab, "CreateAccount").ClickAsync();

            // The circuit speaks it as well, and what comes to it from other threads.
            await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Word("Greeting") })).ToBeVisibleAsync();
            await tab.GetByRole(AriaRole.Textbox, new() { Name = Word("Message"), Exact = true }).FillAsync("hello");
            await tab.Keyboard.PressAsync("Enter");
            await Expect(tab.GetByRole(AriaRole.Article, new() { Name = Word("AssistantSaid"), Exact = true }).GetByRole(AriaRole.Button, new() { Name = Word("CopyMessage"), Exact = true }).First).ToBeVisibleAsync();
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Word("Today") })).ToBeVisibleAsync();

            await Button(tab, "AccountMenu").ClickAsync();
            await tab.GetByRole(AriaRole.Menuitem, new() { Name = Word("Settings"), Exact = true }).ClickAsync();
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Word("General") })).ToBeFocusedAsync();
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Word("Language") })).ToBeVisibleAsync();
            await tab.GetByRole(AriaRole.Button, new() { Name = "English", Exact = true }).ClickAsync();
            await Expect(tab).ToHaveURLAsync(visit.Url + "/settings/general");
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("General") })).ToBeVisibleAsync();
        });
    }
}
