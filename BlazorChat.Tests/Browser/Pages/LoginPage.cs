using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The form to sign in.</summary>
internal sealed class LoginPage
{
    private LoginPage(IPage page) => Tab = page;

    public IPage Tab { get; }

    public ILocator Problem => Tab.GetByRole(AriaRole.Alert);

    public ILocator Name => Tab.GetByLabel(Words.Of("UserNameOrEmail"));

    /// <summary>The page that a tab shows.</summary>
    public static async Task<LoginPage> OfAsync(IPage tab)
    {
        await Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("SignInTitle") })).ToBeVisibleAsync();
        return new LoginPage(tab);
    }

    public async Task<ChatPage> SignInAsync(string name, string password)
    {
        await SubmitAsync(name, password);
        return await ChatPage.OfAsync(Tab);
    }

    /// <summary>Signs in to an account whose pages are German.</summary>
    public async Task<IPage> SubmitToGermanAsync(string name, string password)
    {
        await SubmitAsync(name, password);
        await Assertions.Expect(Tab.Locator("html")).ToHaveAttributeAsync("lang", "de");
        return Tab;
    }

    public async Task<LoginPage> FailToSignInAsync(string name, string password)
    {
        await SubmitAsync(name, password);
        await Assertions.Expect(Problem).ToBeVisibleAsync();
        return this;
    }

    public async Task SubmitAsync(string name, string password)
    {
        await Name.FillAsync(name);
        await Tab.GetByLabel(Words.Of("Password"), new() { Exact = true }).FillAsync(password);
        await Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("SignIn"), Exact = true }).ClickAsync();
    }
}
