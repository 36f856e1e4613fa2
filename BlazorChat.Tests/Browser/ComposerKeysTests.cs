using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>What the field makes of keys, and of other tabs.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ComposerKeysTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Typing_AnyNumberOfKeys_SendsNothingToTheServer() => VisitAsync(async (visit, _) =>
    {
        var sent = 0;
        var tab = await visit.Context.NewPageAsync();
        // Of three bytes: the connection's own sign of life.
        tab.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => { if (frame.Binary?.Length > 3) Interlocked.Increment(ref sent); };
        await tab.GotoAsync(visit.Url + "/");
        var chat = await ChatPage.OfAsync(tab);
        Assert.True(Volatile.Read(ref sent) > 0); // It does see what is sent.
        await chat.Field.FocusAsync();
        await tab.EvaluateAsync("() => new Promise(done => setTimeout(done))");
        var before = Volatile.Read(ref sent);

        await tab.Keyboard.TypeAsync("sixty keys and none of them is any business of the server's");

        Assert.Equal(before, Volatile.Read(ref sent));
        Assert.DoesNotContain(visit.Requests, url => url.Contains("/app/", StringComparison.Ordinal));
        await chat.Field.FillAsync("");
    });

    [Theory]
    [InlineData("{ isComposing: true }")]
    [InlineData("{ keyCode: 229 }")]
    public Task Enter_OfAnInputMethod_SendsNothing(string key) => VisitAsync(async (visit, _) =>
    {
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync("変換");

        var isLeftAlone = await chat.Field.EvaluateAsync<bool>($"field => field.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true, ...{key} }}))");
        var isTaken = await chat.Field.EvaluateAsync<bool>("field => !field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, bubbles: true, cancelable: true }))");

        Assert.Equal((true, false), (isLeftAlone, isTaken));
        await Expect(chat.Field).ToHaveValueAsync("変換");
        Assert.DoesNotContain(visit.Requests, url => url.EndsWith("/app/send", StringComparison.Ordinal));
        await chat.Field.FillAsync("");
    });

    [Fact]
    public Task Draft_InTwoTabs_IsOneAndTheNewest() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("a draft in two tabs", "Yes.");
        upstream.Answer("written in the first, ended in the second", "Good.");
        var first = await (await ChatPage.OpenAsync(visit)).AskAsync("a draft in two tabs");
        await first.LastAnswer.EndsAsync();
        var second = await ChatPage.OpenAsync(visit, first.Path);

        await first.Field.FillAsync("written in the first");
        await Expect(second.Field).ToHaveValueAsync("written in the first");
        await second.Field.FillAsync("written in the first, ended in the second");
        await Expect(first.Field).ToHaveValueAsync("written in the first, ended in the second");

        await second.Field.PressAsync("Enter");
        await second.LastAnswer.ShowsAsync("Good.");
        await Expect(first.Field).ToHaveValueAsync("");
    });

    [Fact]
    public Task Draft_TypedAndReloadedAtOnce_IsThere() => VisitAsync(async (visit, _) =>
    {
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync("typed just before");

        await chat.ReloadAsync();

        await Expect(chat.Field).ToHaveValueAsync("typed just before");
        await chat.Field.FillAsync("");
    });

    [Fact]
    public Task Escape_WithAMenuOpen_ClosesItFirstAndStopsThen() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("escape closes first");
        var call = await upstream.CallAsync("escape closes first");
        await call.SayAsync("One ");
        await chat.LastAnswer.ShowsAsync("One");
        await chat.Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("AccountMenu") }).ClickAsync();
        var item = chat.Tab.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of("SignOut") });
        await Expect(item).ToBeVisibleAsync();

        await chat.Tab.Keyboard.PressAsync("Escape");
        await Expect(item).ToBeHiddenAsync();
        await call.SayAsync("two ");
        await chat.LastAnswer.ShowsAsync("One two");

        await chat.Tab.Keyboard.PressAsync("Escape");
        await call.LeftAsync();
        await chat.LastAnswer.SaysAsync("OutcomeStopped");
    });

    [Fact]
    public Task Buttons_WhileAnAnswerRuns_AreStopAloneOrSendWithStopBesideIt() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("buttons while it runs");
        var call = await upstream.CallAsync("buttons while it runs");
        await Expect(chat.StopButton).ToBeVisibleAsync();
        await Expect(chat.SendButton).ToBeHiddenAsync();

        await chat.Field.FillAsync("queued");
        await Expect(chat.StopButton).ToBeVisibleAsync();
        await Expect(chat.SendButton).ToBeVisibleAsync();

        await chat.Field.FillAsync("");
        await call.FinishWithAsync("Done.");
        await Expect(chat.StopButton).ToBeHiddenAsync();
        await Expect(chat.SendButton).ToBeDisabledAsync();
    });

    [Fact]
    public Task Field_OfLongText_IsNotMeasuredAtEachKey() => VisitAsync(async (visit, _) =>
    {
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync(new string('x', 50_000));
        var reads = await chat.Field.EvaluateAsync<int>("""
            field => {
                let reads = 0;
                const height = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollHeight');
                Object.defineProperty(field, 'scrollHeight', { get() { reads++; return height.get.call(field); } });
                const type = () => field.dispatchEvent(new Event('input', { bubbles: true }));
                type();
                const long = reads;
                field.value = 'short';
                type();
                return long === 0 && reads > 0 && field.dir === 'auto' ? 1 : 0;
            }
            """);

        Assert.Equal(1, reads);
        await chat.Field.FillAsync("");
    });
}
