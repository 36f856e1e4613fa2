using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Code in answers is coloured, by a library that cannot hold up the page.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class CodeColourTests(BrowserRun run) : BrowserTest(run)
{
    /// <summary>The texts of all ranges of a kind.</summary>
    private const string Coloured = """
        kind => [...CSS.highlights.get(`code-${kind}`) ?? []].map(range => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live.toString();
        })
        """;

    [Fact]
    public Task Code_WhileItArrivesAndAfterwards_IsColouredWhereItStands() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("colour it");
        var call = await upstream.CallAsync("colour it");
        await call.SayAsync("So:\n\n```cs\npublic int Number = 4");
        await WaitForAsync(chat, "keyword", "public");

        // Past the end of the first chunk, so that the text moves into another node.
        await call.SayAsync("2;\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"int a{i} = {i}; // and so on\n")));
        await call.SayAsync("```\n\n- in a list\n\n```nolanguage\npublic\n```\n");
        await call.FinishWithAsync("The end of it.");
        await chat.LastAnswer.EndsAsync();
        await WaitForAsync(chat, "number", "42");
        await WaitForAsync(chat, "number", "39");

        await chat.ReloadAsync();
        await WaitForAsync(chat, "keyword", "public");
        await WaitForAsync(chat, "number", "39");
        Assert.Equal(["public"], await ColouredAsync(chat, "keyword"));
        Assert.Equal(0, await chat.LastAnswer.Article.Locator("code span").CountAsync());
    });

    [Fact]
    public Task Code_OfAConversationThatIsLeft_LeavesNoRanges() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("colour and leave", "```js\nconst a = 1;\n```\n");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("colour and leave");
        await WaitForAsync(chat, "keyword", "const");

        await chat.Tab.Keyboard.PressAsync("Control+Shift+o");
        await Expect(chat.Answers).ToHaveCountAsync(0);

        await chat.Tab.WaitForFunctionAsync("() => [...CSS.highlights.values()].every(highlight => highlight.size === 0)");
    });

    [Fact]
    public Task Code_ThatHangsTheLibrary_HoldsUpNothing() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("harmless first", "```js\nconst a = 1;\n```\n");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("harmless first");
        await WaitForAsync(chat, "keyword", "const");
        upstream.Answer("hang it", "```js\nconst b = 2;\n```\n\nThe end of it.");
        // A worker that never answers stands for a text on which the library hangs, whichever that is in this version.
        await chat.Tab.EvaluateAsync("() => { const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function (m) { Worker.prototype.postMessage = post; window.hung = this; }; "
            + "const end = Worker.prototype.terminate; Worker.prototype.terminate = function () { if (this === window.hung) window.ended = true; end.call(this); }; }");

        await chat.AskAsync("hang it");
        await chat.LastAnswer.EndsAsync();
        await chat.Tab.WaitForFunctionAsync("() => window.ended");
        upstream.Answer("and on", "```js\nlet c = 3;\n```\n");
        await chat.AskAsync("and on");

        await WaitForAsync(chat, "keyword", "let");
    });

    [Fact]
    public Task Page_WithoutCodeFormulasAndDiagrams_LoadsNoLibrary() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("no library", "Plain **words**, `a` and $12.\n\n```\nplain\n```\n");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("no library");
        await chat.LastAnswer.EndsAsync();
        await chat.ReloadAsync();
        await chat.LastAnswer.ShowsAsync("plain");

        Assert.DoesNotContain(visit.Requests, address => address.Contains("/lib/", StringComparison.Ordinal));
        Assert.DoesNotContain(visit.Requests, address => address.EndsWith("/app/diagram", StringComparison.Ordinal));
    });

    private static Task<string[]> ColouredAsync(ChatPage chat, string kind) => chat.Tab.EvaluateAsync<string[]>(Coloured, kind);

    private static async Task WaitForAsync(ChatPage chat, string kind, string text) =>
        await chat.Tab.WaitForFunctionAsync($"([kind, text]) => ({Coloured})(kind).includes(text)", new[] { kind, text });
}
