using System.Diagnostics;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Components.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Two browsers of one account: what ends in one is over in the other within five seconds (R23).</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class SignInTests(BrowserRun run) : BrowserTest(run)
{
    private const string Password = "another long password";
    private static readonly TimeSpan Effect = TimeSpan.FromSeconds(5);

    [Fact]
    public Task SignOut_OfTheOther_EndsItsPageAndItsStream_AndTheAnswerGoesOn() => MeetAsync(async (here, there, upstream) =>
    {
        var name = $"ended elsewhere {Guid.CreateVersion7():N}";
        var chat = await (await ChatPage.OfAsync(there.Context.Pages[0])).AskAsync(name);
        var call = await upstream.CallAsync(name);
        await call.SayAsync("One two ");
        await chat.LastAnswer.ShowsAsync("One two");
        var path = chat.Path;
        var list = await SignInsPage.OpenAsync(here);
        await Expect(list.Rows).ToHaveCountAsync(2);

        var watch = Stopwatch.StartNew();
        await list.EndOtherAsync();

        await IsEndedAsync(chat.Tab, path);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Effect);
        await Expect(list.Rows).ToHaveCountAsync(1);
        await Expect(list.Tab.GetByText(Words.Of("SignInsOnlyThis"))).ToBeVisibleAsync();
        await call.FinishWithAsync("three.");
        var later = await ChatPage.OpenAsync(here, path);
        await later.LastAnswer.ShowsAsync("One two three.");
    });

    [Fact]
    public Task SignOut_Everywhere_EndsTheOthersAndWhatRuns_AndThePageThatAskedStays() => MeetAsync(async (here, there, upstream) =>
    {
        var name = $"ended everywhere {Guid.CreateVersion7():N}";
        var chat = await (await ChatPage.OfAsync(there.Context.Pages[0])).AskAsync(name);
        var call = await upstream.CallAsync(name);
        await call.SayAsync("One two ");
        await chat.LastAnswer.ShowsAsync("One two");
        var path = chat.Path;
        var list = await SignInsPage.OpenAsync(here);

        var watch = Stopwatch.StartNew();
        await list.EndOthersAsync();

        await IsEndedAsync(chat.Tab, path);
        await call.LeftAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Effect);
        await Expect(list.Rows).ToHaveCountAsync(1);
        await Expect(list.Tab.GetByText(Words.Of("SignedOutEverywhere"))).ToBeVisibleAsync();
        await list.Tab.ReloadAsync();
        await Expect(list.This).ToBeVisibleAsync();
        var later = await ChatPage.OpenAsync(here, path);
        await later.LastAnswer.SaysAsync("OutcomeStopped");
        await later.LastAnswer.ShowsAsync("One two");
    });

    [Fact]
    public Task Account_DisabledByAnotherProcess_LosesItsPageWithinFiveSeconds() => MeetAsync(async (here, there, _) =>
    {
        var tab = here.Context.Pages[0];
        var server = await Run.ServerAsync();
        var caller = await CallerAsync();

        var watch = Stopwatch.StartNew();
        await server.App.Services.GetRequiredService<Database>().WriteAsync(
            context => context.Users.Where(user => user.Id == caller.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.State, AccountState.Disabled)), TestTimeout.Token);

        await IsEndedAsync(tab, "/");
        await IsEndedAsync(there.Context.Pages[0], "/");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Effect + AccountWatch.Interval); // Of the machine's own slowness, some.
    });

    [Fact]
    public Task Browser_ThatDoesNotLeave_HearsNothingMore_AndIsCut() => MeetAsync(async (here, there, _) =>
    {
        there.ExpectLostConnection();
        there.Expect("status of 401");
        var tab = there.Context.Pages[0];
        var connections = (await Run.ServerAsync()).App.Services.GetRequiredService<HubConnections>();
        var list = await SignInsPage.OpenAsync(here);
        var signIns = await SignInsAsync();
        // It keeps its page, whatever the server says.
        await tab.RouteAsync("**/account/login**", route => route.FulfillAsync(new() { Status = 204 }));
        Assert.Equal(2, signIns.Count);
        Assert.All(signIns, id => Assert.InRange(connections.CountOf(id), 1, 2));

        await list.EndOtherAsync();
        await Expect(list.Rows).ToHaveCountAsync(1);

        var ended = Assert.Single(signIns.Except(await SignInsAsync()));
        var watch = Stopwatch.StartNew();
        while (connections.CountOf(ended) > 0 && watch.Elapsed < Effect) await tab.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        Assert.Equal(0, connections.CountOf(ended));
        Assert.Equal(0, await tab.EvaluateAsync<int>("() => document.querySelectorAll('#sidebar, #main').length")); // Nothing of the page is left.
    });

    private static async Task IsEndedAsync(IPage tab, string path)
    {
        var login = await LoginPage.OfAsync(tab);
        await Expect(login.Tab).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($@"/account/login\?returnUrl={System.Text.RegularExpressions.Regex.Escape(Uri.EscapeDataString(path))}&ended=1$"));
        await Expect(login.Tab.GetByText(Words.Of("SignInEnded"))).ToBeVisibleAsync();
    }

    private string _name = "";

    /// <summary>An account of the test's own, signed in to in two browsers, each with a new chat open.</summary>
    private async Task MeetAsync(Func<Visit, Visit, Upstream.ChatUpstream, Task> test, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        var server = await Run.ServerAsync();
        await using (var scope = server.App.Services.CreateAsyncScope())
        {
            var user = new ApplicationUser { Id = Guid.CreateVersion7(), UserName = _name = $"u-{Guid.CreateVersion7():N}", Email = $"{Guid.CreateVersion7():N}@example.com" };
            var made = await scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>().CreateAsync(user, Password);
            Assert.True(made.Succeeded, made.ToString());
        }

        await VisitAsync(server.Url, here => VisitAsync(server.Url, async there =>
        {
            foreach (var visit in (Visit[])[here, there]) await (await LoginPage.OfAsync(await visit.OpenAsync("/"))).SignInAsync(_name, Password);
            await test(here, there, server.Upstream);
        }, name + ".there"), name);
    }

    private async Task<Caller> CallerAsync()
    {
        var database = (await Run.ServerAsync()).App.Services.GetRequiredService<Database>();
        return new Caller(await database.ReadAsync(context => context.Users.Where(user => user.UserName == _name).Select(user => user.Id).SingleAsync(), TestTimeout.Token));
    }

    private async Task<List<Guid>> SignInsAsync()
    {
        var caller = await CallerAsync();
        var database = (await Run.ServerAsync()).App.Services.GetRequiredService<Database>();
        return await database.ReadAsync(context => context.Set<SignIn>().Where(row => row.UserId == caller.UserId).Select(row => row.Id).ToListAsync(), TestTimeout.Token);
    }
}
