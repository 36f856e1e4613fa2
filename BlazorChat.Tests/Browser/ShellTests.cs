using BlazorChat.Core.Accounts;
using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>What is round the chats: the long list, no network, too many pages.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ShellTests(BrowserRun run) : BrowserTest(run)
{
    private const int Many = 500;

    [Fact]
    public async Task List_OfMany_ReadsOnAsOneScrolls_AndForgetsWhatIsFarAway()
    {
        await using var app = new KestrelApp();
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            var chat = await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
            await SeedAsync(app);
            await chat.ReloadAsync();
            var links = chat.Sidebar.Links;
            await Expect(chat.Sidebar.Chat("session 0")).ToBeVisibleAsync();

            await chat.Sidebar.Chat("session 0").HoverAsync();
            var oldest = chat.Sidebar.Chat($"session {Many - 1}");
            while (await oldest.CountAsync() == 0)
            {
                Assert.InRange(await links.CountAsync(), 1, 200);
                await links.Last.ScrollIntoViewIfNeededAsync();
                await links.Last.HoverAsync();
                await chat.Tab.Mouse.WheelAsync(0, 2000);
            }

            await oldest.ScrollIntoViewIfNeededAsync();
            await Expect(chat.Sidebar.Chat("session 0")).ToHaveCountAsync(0);
            var newest = chat.Sidebar.Chat("session 0");
            while (await newest.CountAsync() == 0)
            {
                await links.First.ScrollIntoViewIfNeededAsync();
                await links.First.HoverAsync();
                await chat.Tab.Mouse.WheelAsync(0, -2000);
            }

            await Expect(newest).ToHaveCountAsync(1);
            Assert.InRange(await links.CountAsync(), 1, 200);

            // The list's own keys.
            await newest.FocusAsync();
            await chat.Tab.Keyboard.PressAsync("ArrowDown");
            await Expect(chat.Sidebar.Chat("session 1")).ToBeFocusedAsync();
            await chat.Tab.Keyboard.PressAsync("F2");
            await Expect(chat.Tab.GetByRole(AriaRole.Textbox, new() { Name = Words.Of("ChatTitle") })).ToHaveValueAsync("session 1");
        });
    }

    [Fact]
    public Task Page_WithoutNetwork_SaysSoAndKeepsWhatIsTyped() => VisitAsync(async (visit, _) =>
    {
        visit.ExpectLostConnection();
        var chat = await ChatPage.OpenAsync(visit);
        var line = chat.Tab.GetByText(Words.Of("Offline"), new() { Exact = true }).Filter(new() { Visible = true });

        await visit.Context.SetOfflineAsync(true);
        await Expect(line.First).ToBeVisibleAsync();
        await chat.Field.FillAsync("typed without a network");
        await visit.Context.SetOfflineAsync(false);

        await Expect(line).ToHaveCountAsync(0);
        await Expect(chat.Field).ToHaveValueAsync("typed without a network");
        await chat.Field.FillAsync("");
    });

    [Fact]
    public async Task Page_OneTooMany_SaysSoUntilAnotherIsClosed()
    {
        await using var app = new KestrelApp();
        app.Settings["Circuits:MaxPerUser"] = "2";
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            var first = await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
            await ChatPage.OpenAsync(visit);

            var third = await visit.OpenAsync("/?model=offline");
            var refusal = third.GetByRole(AriaRole.Heading, new() { Name = Words.Of("TooManyPagesTitle") });
            await Expect(refusal).ToBeVisibleAsync();
            await third.GetByRole(AriaRole.Link, new() { Name = Words.Of("TryAgain") }).ClickAsync();
            await Expect(refusal).ToBeVisibleAsync();

            // One that is loaded anew is none too many.
            await first.ReloadAsync();
            await first.Tab.CloseAsync();
            // The server hears of a closed page when its connection ends: shortly after.
            var chats = third.Locator("[data-interactive=yes]");
            do
            {
                await third.ReloadAsync();
                await Expect(chats.Or(refusal)).ToBeVisibleAsync();
            }
            while (await refusal.CountAsync() > 0);
        });
    }

    private static async Task SeedAsync(KestrelApp app)
    {
        var now = TimeProvider.System.GetUtcNow();
        var database = app.Services.GetRequiredService<Database>();
        var owner = await database.ReadAsync(context => context.Set<ApplicationUser>().Select(user => user.Id).SingleAsync(), TestTimeout.Token);
        await database.WriteAsync(
            context =>
            {
                context.AddRange(Enumerable.Range(0, Many).Select(i => new Session { Id = Guid.CreateVersion7(), OwnerId = owner, Title = $"session {i}", CreatedAt = now, UpdatedAt = now.AddMinutes(-i) }));
                return Task.CompletedTask;
            },
            TestTimeout.Token);
    }
}
