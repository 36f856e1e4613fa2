using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser;

/// <summary>WCAG 2.1 AA as far as a program can tell, in both themes, wide and narrow; and nothing wider than the screen.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class AccessibilityTests(BrowserRun run) : BrowserTest(run)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

    private const string Rich = """
        ## A heading

        Some *text* with `code`, a [link](https://docs.example/page) and a list:

        - one
        - two with a very long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft

        | name | value | what it means in a cell that is rather long | another column | and one more |
        | --- | ---: | --- | --- | --- |
        | alpha | 1 | the first letter of the Greek alphabet | more words here | and here |
        | omega | 24 | the last one | more words here | and here |

        > A quotation.

        ```csharp
        var aVeryLongLine = string.Join(", ", Enumerable.Range(0, 100).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        ```

        """;

    [Fact]
    public async Task RegisterPage_HasNoFindings()
    {
        await using var app = new KestrelApp();
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit => await CheckAsync((await RegisterPage.OpenAsync(visit)).Tab));
    }

    [Fact]
    public async Task LoginPage_WithAProblem_HasNoFindings() => await VisitAsync((await Run.ServerAsync()).Url, async visit =>
        await CheckAsync((await (await LoginPage.OfAsync(await visit.OpenAsync("/"))).FailToSignInAsync("nobody", "wrong horse battery")).Tab));

    [Fact]
    public Task NewChat_HasNoFindings() => VisitAsync(async (visit, _) => await CheckAsync((await ChatPage.OpenAsync(visit)).Tab));

    [Fact]
    public Task Conversation_WithCodeTableAndError_HasNoFindings() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("a rich answer");
        var call = await upstream.CallAsync("a rich answer");
        await call.SayAsync(Rich);
        await chat.LastAnswer.ShowsAsync("aVeryLongLine");
        call.EndEarly();
        await chat.LastAnswer.ShowsAsync("lab broke off in the middle of this answer.");

        await CheckAsync(chat.Tab);
    });

    [Fact]
    public Task Conversation_WhileItAnswersAndAnotherWaits_HasNoFindings() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("a slow answer");
        var call = await upstream.CallAsync("a slow answer");
        await call.SayAsync(Rich);
        await chat.LastAnswer.ShowsAsync("aVeryLongLine");
        await chat.AskAsync("a waiting question");

        await CheckAsync(chat.Tab);
        await chat.StopButton.ClickAsync();
        await call.LeftAsync();
    });

    internal static async Task CheckAsync(IPage tab)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await tab.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in (int[])[1440, 390, 360])
            {
                await tab.SetViewportSizeAsync(width, 900);
                var overflow = await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"The page is {overflow} px too wide at {width} px.");
                if (width == 360) continue;
                await FindNothingAsync(tab, $"{theme}, {width} px");
            }
        }
    }

    /// <summary>As the page is now.</summary>
    internal static async Task FindNothingAsync(IPage tab, string where)
    {
        var found = (await tab.RunAxe(Rules)).Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id} ({rule.Help}): {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"));
        Assert.True(!found.Any(), $"{where}:\n{string.Join('\n', found)}");
    }
}
