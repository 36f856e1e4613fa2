using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The form for the first account.</summary>
internal sealed class RegisterPage(IPage page)
{
    public const string UserName = "mika";
    public const string Password = "correct horse battery";

    public IPage Tab { get; } = page;

    public ILocator Heading => Tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("RegisterTitle") });

    /// <summary>Asks for the start page; a server without an account leads here.</summary>
    public static async Task<RegisterPage> OpenAsync(Visit visit)
    {
        var page = new RegisterPage(await visit.OpenAsync("/"));
        await Assertions.Expect(page.Heading).ToBeVisibleAsync();
        return page;
    }

    public async Task<ChatPage> RegisterAsync()
    {
        await Tab.GetByLabel(Words.Of("UserName"), new() { Exact = true }).FillAsync(UserName);
        await Tab.GetByLabel(Words.Of("Email"), new() { Exact = true }).FillAsync("mika@example.com");
        await Tab.GetByLabel(Words.Of("Password"), new() { Exact = true }).FillAsync(Password);
        await Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("CreateAccount") }).ClickAsync();
        return await ChatPage.OfAsync(Tab);
    }
}
