using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The second step of a sign-in.</summary>
internal sealed class CodeStepPage
{
    private CodeStepPage(IPage tab) => Tab = tab;

    public IPage Tab { get; }

    /// <summary>What follows a right password.</summary>
    public static async Task<CodeStepPage> OfAsync(LoginPage login, string name, string password)
    {
        await login.SubmitAsync(name, password);
        await Assertions.Expect(login.Tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("SecondStepTitle") })).ToBeVisibleAsync();
        return new CodeStepPage(login.Tab);
    }

    public async Task UseRecoveryCodeAsync()
    {
        await Tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("UseRecoveryCode") }).ClickAsync();
        await Assertions.Expect(Tab.GetByLabel(Words.Of("RecoveryCode"))).ToBeVisibleAsync();
    }

    public async Task FailAsync(string code)
    {
        await SubmitAsync(code);
        await Assertions.Expect(Tab.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    public async Task<ChatPage> GoOnAsync(string code)
    {
        await SubmitAsync(code);
        return await ChatPage.OfAsync(Tab);
    }

    private async Task SubmitAsync(string code)
    {
        await Tab.GetByRole(AriaRole.Textbox).FillAsync(code);
        await Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("SignIn"), Exact = true }).ClickAsync();
    }
}
