using BlazorChat.Core.Accounts.PasswordResets;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Passwords, codes, passkeys and reset links, as their owners use them.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class CredentialTests(BrowserRun run) : BrowserTest(run)
{
    private const string Next = "another good password";

    [Fact]
    public Task Password_Changed_IsTheOneThatSignsIn() => VisitAccountAsync(async (visit, app) =>
    {
        var security = await SecurityPage.OpenAsync(visit.Context.Pages[0], visit.Url);
        await security.ChangePasswordAsync("not my password", Next);
        await Expect(security.Block("Password").GetByText(Words.Of("Error_current_password_wrong"))).ToBeVisibleAsync();
        await security.ChangePasswordAsync(RegisterPage.Password, "password1");
        await Expect(security.Block("Password").GetByText(Words.Of("Error_PasswordTooCommon"))).ToBeVisibleAsync();

        await security.ChangePasswordAsync(RegisterPage.Password, Next);
        await Expect(security.Toast("PasswordChanged")).ToBeVisibleAsync();
        await Expect(security.Events.First).ToContainTextAsync(Words.Of("Audit_password_changed"));

        var login = await SignOutAsync(visit);
        await login.FailToSignInAsync(RegisterPage.UserName, RegisterPage.Password);
        await login.SignInAsync(RegisterPage.UserName, Next);
    });

    [Fact]
    public Task TwoStep_SetUp_AsksForACodeOnceAndTakesARecoveryCodeOnce() => VisitAccountAsync(async (visit, app) =>
    {
        var security = await SecurityPage.OpenAsync(visit.Context.Pages[0], visit.Url);
        var before = DateTimeOffset.UtcNow;
        var (secret, codes) = await security.SetUpTotpAsync(RegisterPage.Password);
        await Expect(security.Block("TwoStep").GetByText(Words.Of("RecoveryCodesLeft", 10))).ToBeVisibleAsync();

        // The code that confirmed it is used up; the next step's is accepted already.
        var login = await SignOutAsync(visit);
        var step = await CodeStepPage.OfAsync(login, RegisterPage.UserName, RegisterPage.Password);
        await step.FailAsync(SecurityPage.CodeOf(secret, before));
        var chat = await step.GoOnAsync(SecurityPage.CodeOf(secret, DateTimeOffset.UtcNow.AddSeconds(30)));
        await Expect(chat.Tab).ToHaveURLAsync(visit.Url + "/");

        step = await CodeStepPage.OfAsync(await SignOutAsync(visit), RegisterPage.UserName, RegisterPage.Password);
        await step.UseRecoveryCodeAsync();
        await step.GoOnAsync(codes[3].ToLowerInvariant());
        step = await CodeStepPage.OfAsync(await SignOutAsync(visit), RegisterPage.UserName, RegisterPage.Password);
        await step.UseRecoveryCodeAsync();
        await step.FailAsync(codes[3]);
        await step.GoOnAsync(codes[0]);
        security = await SecurityPage.OpenAsync(visit.Context.Pages[0], visit.Url);
        await Expect(security.Block("TwoStep").GetByText(Words.Of("RecoveryCodesLeft", 8))).ToBeVisibleAsync();
    });

    [Fact]
    public Task Passkey_Added_SignsInAndIsGoneWhenRemoved() => VisitAccountAsync(async (visit, app) =>
    {
        visit.Expect("status of 400");
        var tab = visit.Context.Pages[0];
        await PlugInAuthenticatorAsync(tab);
        // It would answer the suggestions by itself, before anybody presses the button.
        await tab.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => sessionStorage.suggest === 'yes'");
        var security = await SecurityPage.OpenAsync(tab, visit.Url);
        await security.AddPasskeyAsync("Phone", "not my password");
        await Expect(security.Block("Passkeys").GetByText(Words.Of("Error_current_password_wrong"))).ToBeVisibleAsync();
        await security.Block("Passkeys").GetByLabel(Words.Of("CurrentPassword")).FillAsync(RegisterPage.Password);
        await security.Block("Passkeys").GetByRole(AriaRole.Button, new() { Name = Words.Of("GoOn") }).ClickAsync();
        await Expect(security.Block("Passkeys").GetByRole(AriaRole.Listitem)).ToContainTextAsync("Phone");

        await SignOutAsync(visit);
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("SignInWithPasskey") }).ClickAsync();
        await ChatPage.OfAsync(tab);
        await tab.EvaluateAsync("sessionStorage.suggest = 'yes'");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("AccountMenu") }).ClickAsync();
        await tab.RunAndWaitForRequestAsync(() => tab.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of("SignOut") }).ClickAsync(), "**/account/passkeys/sign-in");
        await ChatPage.OfAsync(tab);
        await tab.EvaluateAsync("sessionStorage.suggest = 'no'");

        security = await SecurityPage.OpenAsync(tab, visit.Url);
        var passkeys = security.Block("Passkeys");
        await passkeys.GetByRole(AriaRole.Button, new() { Name = Words.Of("PasskeyMenu", "Phone") }).ClickAsync();
        await passkeys.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of("Remove") }).ClickAsync();
        await passkeys.GetByLabel(Words.Of("CurrentPassword")).FillAsync(RegisterPage.Password);
        await passkeys.GetByRole(AriaRole.Button, new() { Name = Words.Of("Remove"), Exact = true }).ClickAsync();
        await Expect(passkeys.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);

        await SignOutAsync(visit);
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("SignInWithPasskey") }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Alert)).ToHaveTextAsync(Words.Of("PasskeyFailed"));
    });

    [Fact]
    public Task ResetLink_SetsAPasswordOnce() => VisitAccountAsync(async (visit, app) =>
    {
        var secret = await MakeLinkAsync(app);
        await SignOutAsync(visit);
        var tab = visit.Context.Pages[0];
        await tab.GotoAsync($"{visit.Url}/account/reset?code={secret}");
        await tab.GetByLabel(Words.Of("NewPassword"), new() { Exact = true }).FillAsync("12345678");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("SetPassword") }).ClickAsync();
        await Expect(tab.GetByText(Words.Of("Error_PasswordTooCommon"))).ToBeVisibleAsync();
        await tab.GetByLabel(Words.Of("NewPassword"), new() { Exact = true }).FillAsync(Next);
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("SetPassword") }).ClickAsync();
        await Expect(tab.GetByText(Words.Of("PasswordResetDone"))).ToBeVisibleAsync();
        await (await LoginPage.OfAsync(tab)).SignInAsync(RegisterPage.UserName, Next);

        await SignOutAsync(visit);
        var texts = new List<string>();
        foreach (var code in (string[])[secret, "", new string('x', 43)])
        {
            await tab.GotoAsync($"{visit.Url}/account/reset?code={code}");
            await Expect(tab.GetByText(Words.Of("ResetGone"))).ToBeVisibleAsync();
            texts.Add(await tab.Locator("main").InnerTextAsync());
        }

        Assert.Single(texts.Distinct());
    });

    private async Task VisitAccountAsync(Func<Visit, KestrelApp, Task> test)
    {
        await using var app = new KestrelApp();
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
            await test(visit, app);
        });
    }

    private static async Task<LoginPage> SignOutAsync(Visit visit)
    {
        var tab = visit.Context.Pages[0];
        await tab.GotoAsync(visit.Url + "/");
        return await (await ChatPage.OfAsync(tab)).SignOutAsync();
    }

    /// <summary>One that keeps passkeys and has its user's finger on it. https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/</summary>
    private static async Task PlugInAuthenticatorAsync(IPage tab)
    {
        var chrome = await tab.Context.NewCDPSessionAsync(tab);
        await chrome.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
        };
        await chrome.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
    }

    private static async Task<string> MakeLinkAsync(KestrelApp app)
    {
        var account = await app.Services.GetRequiredService<Database>().ReadAsync(context => context.Users.Select(user => new AuditSubject(user.Id, user.UserName!)).SingleAsync(), TestTimeout.Token);
        return await app.Services.GetRequiredService<Database>().WriteAsync(
            context => app.Services.GetRequiredService<PasswordResetStore>().CreateAsync(context, Actor.CommandLine, account, TestTimeout.Token), TestTimeout.Token);
    }
}
