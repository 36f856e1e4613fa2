using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Who may see what, as the pages show it.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class AccountTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Registration_AfterTheFirstAccount_IsNotThere() => VisitAsStrangerAsync(async visit =>
    {
        visit.Expect("status of 404");
        var tab = await visit.Context.NewPageAsync();

        var response = await tab.GotoAsync(visit.Url + "/account/register");

        Assert.Equal(404, response!.Status);
        await IsNotFoundAsync(tab);
    });

    [Fact]
    public Task Stranger_AtAChat_SignsInAndComesBackToIt() => VisitAsStrangerAsync(async visit =>
    {
        var login = await LoginPage.OfAsync(await visit.OpenAsync("/?model=hasty/m-1"));

        await login.FailToSignInAsync(RegisterPage.UserName, "wrong horse battery");
        await Expect(login.Problem).ToHaveTextAsync(Words.Of("SignInFailed"));
        await Expect(login.Name).ToHaveValueAsync(RegisterPage.UserName);
        await login.FailToSignInAsync("nobody", "wrong horse battery");
        await Expect(login.Problem).ToHaveTextAsync(Words.Of("SignInFailed"));

        var chat = await login.SignInAsync(RegisterPage.UserName, RegisterPage.Password);
        await Expect(chat.Tab).ToHaveURLAsync(visit.Url + "/?model=hasty/m-1");
        var out_ = await chat.SignOutAsync();
        await out_.Tab.GotoAsync(visit.Url + "/");
        await LoginPage.OfAsync(out_.Tab);
    });

    [Fact]
    public Task SessionOfSomeoneElse_LooksLikeAnUnknownOne() => VisitAsync(async (visit, upstream) =>
    {
        visit.Expect("status of 404");
        upstream.Answer("not for your eyes", "Secret.");
        var foreign = await SessionOfAnotherAsync("not for your eyes");
        await IsReadAsync(visit, $"/s/{foreign}", $"/s/{Guid.CreateVersion7()}");
    });

    [Fact]
    public Task SignedOutInAnotherTab_LeadsToTheSignIn_AndKeepsTheText() => VisitAsStrangerAsync(async visit =>
    {
        var chat = await (await LoginPage.OfAsync(await visit.OpenAsync("/"))).SignInAsync(RegisterPage.UserName, RegisterPage.Password);
        await chat.Field.FillAsync("typed before the sign-out");
        var other = await ChatPage.OpenAsync(visit);

        var own = await other.SignOutAsync();

        // The tab that signs out follows its own form, and is told nothing that it knows.
        await Expect(own.Tab).ToHaveURLAsync(visit.Url + "/account/login");
        await Expect(chat.Tab.GetByText(Words.Of("SignInEnded"))).ToBeVisibleAsync();
        var back = await (await LoginPage.OfAsync(chat.Tab)).SignInAsync(RegisterPage.UserName, RegisterPage.Password);
        await Expect(back.Field).ToHaveValueAsync("typed before the sign-out");
    });

    [Fact]
    public Task SignedOutWithoutAWordToThePage_SendSaysSoAndKeepsTheText() => VisitAsStrangerAsync(async visit =>
    {
        visit.Expect("status of 401");
        var chat = await (await LoginPage.OfAsync(await visit.OpenAsync("/"))).SignInAsync(RegisterPage.UserName, RegisterPage.Password);
        await visit.Context.ClearCookiesAsync(new() { Name = "BlazorChat" });

        await chat.Field.FillAsync("typed while signed out");
        await chat.Field.PressAsync("Enter");

        await Expect(chat.Problem).ToContainTextAsync(Words.Of("SendSignIn"));
        await Expect(chat.Field).ToHaveValueAsync("typed while signed out");
        await chat.Problem.GetByRole(AriaRole.Link, new() { Name = Words.Of("SignIn") }).ClickAsync();
        var back = await (await LoginPage.OfAsync(chat.Tab)).SignInAsync(RegisterPage.UserName, RegisterPage.Password);
        await Expect(back.Field).ToHaveValueAsync("typed while signed out");
    });

    private static async Task IsReadAsync(Visit visit, string foreign, string unknown)
    {
        var tab = await visit.Context.NewPageAsync();
        var answers = new List<(int Status, string Text)>();
        foreach (var path in (string[])[foreign, unknown])
        {
            var response = await tab.GotoAsync(visit.Url + path);
            await IsNotFoundAsync(tab);
            answers.Add((response!.Status, await tab.Locator("body").InnerTextAsync()));
        }

        Assert.Equal(404, answers[0].Status);
        Assert.Equal(answers[1], answers[0]);
    }

    private static Task IsNotFoundAsync(IPage tab) => Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("NotFoundTitle") })).ToBeVisibleAsync();

    private async Task<Guid> SessionOfAnotherAsync(string question)
    {
        var services = (await Run.ServerAsync()).App.Services;
        await using var scope = services.CreateAsyncScope();
        var other = new ApplicationUser { Id = Guid.CreateVersion7(), UserName = $"other-{Guid.CreateVersion7():N}", Email = $"{Guid.CreateVersion7():N}@example.com" };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>().CreateAsync(other);
        Assert.True(made.Succeeded, made.ToString());
        var sent = await services.GetRequiredService<Conversations>().SendAsync(new Caller(other.Id), new SendRequest(question, "1"), TestTimeout.Token);
        return sent.SessionId;
    }

    private async Task VisitAsStrangerAsync(Func<Visit, Task> test) => await VisitAsync((await Run.ServerAsync()).Url, test);
}
