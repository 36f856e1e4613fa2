using System.Globalization;
using BlazorChat.Core.Accounts.SecondFactors;
using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The page of an account's security in the settings.</summary>
internal sealed class SecurityPage
{
    private SecurityPage(IPage tab) => Tab = tab;

    public IPage Tab { get; }

    public ILocator Events => Block("SecurityEvents").GetByRole(AriaRole.Listitem);

    public static async Task<SecurityPage> OpenAsync(IPage tab, string url)
    {
        await tab.GotoAsync(url + "/settings/security");
        var page = new SecurityPage(tab);
        await Assertions.Expect(Button(page.Block("TwoStep"))).ToBeEnabledAsync(); // The circuit has begun.
        return page;
    }

    public ILocator Block(string key) => Tab.GetByRole(AriaRole.Region, new() { Name = Words.Of(key), Exact = true });

    public ILocator Toast(string key, params object[] values) => Tab.GetByText(Words.Of(key, values)).First;

    public async Task ChangePasswordAsync(string current, string password)
    {
        var block = Block("Password");
        await block.GetByLabel(Words.Of("CurrentPassword")).FillAsync(current);
        await block.GetByLabel(Words.Of("NewPassword")).FillAsync(password);
        await block.GetByRole(AriaRole.Button, new() { Name = Words.Of("ChangePassword") }).ClickAsync();
    }

    /// <summary>Sets an app up, and gives its secret and the recovery codes.</summary>
    public async Task<(string Secret, IReadOnlyList<string> Codes)> SetUpTotpAsync(string password)
    {
        var block = Block("TwoStep");
        await Button(block).ClickAsync();
        await block.GetByLabel(Words.Of("CurrentPassword")).FillAsync(password);
        await block.GetByRole(AriaRole.Button, new() { Name = Words.Of("GoOn") }).ClickAsync();
        await Assertions.Expect(block.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        var secret = string.Concat((await block.Locator("code").InnerTextAsync()).Where(char.IsAsciiLetterOrDigit));
        await block.GetByLabel(Words.Of("TwoStepCode")).FillAsync(CodeOf(secret, DateTimeOffset.UtcNow));
        await block.GetByRole(AriaRole.Button, new() { Name = Words.Of("TwoStepTurnOn") }).ClickAsync();
        await Assertions.Expect(block.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        var codes = await block.GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        await block.GetByRole(AriaRole.Button, new() { Name = Words.Of("RecoveryCodesKept") }).ClickAsync();
        return (secret, codes);
    }

    public async Task AddPasskeyAsync(string name, string password)
    {
        var block = Block("Passkeys");
        await block.GetByRole(AriaRole.Button, new() { Name = Words.Of("PasskeyAdd") }).ClickAsync();
        await block.GetByLabel(Words.Of("Name"), new() { Exact = true }).FillAsync(name);
        await block.GetByLabel(Words.Of("CurrentPassword")).FillAsync(password);
        await block.GetByRole(AriaRole.Button, new() { Name = Words.Of("GoOn") }).ClickAsync();
    }

    /// <summary>The code that the app shows at that time.</summary>
    public static string CodeOf(string secret, DateTimeOffset at) =>
        Totp.CodeOf(Base32.Decode(secret)!, at.ToUnixTimeSeconds() / (long)Totp.Step.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static ILocator Button(ILocator block) => block.GetByRole(AriaRole.Button).First;
}
