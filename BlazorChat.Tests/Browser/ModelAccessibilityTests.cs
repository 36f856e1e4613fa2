using BlazorChat.Tests.Browser.Pages;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser;

/// <summary>WCAG 2.1 AA of what shows models, with hundreds of them and very long names, in both themes, wide and narrow.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ModelAccessibilityTests(BrowserRun run) : BrowserTest(run)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

    [Fact]
    public async Task PickerPageAndParts_OfHundredsOfModels_HaveNoFindings()
    {
        await using var host = await ModelHost.StartAsync(Run);
        var path = await host.SeedAsync("a rich answer", answer =>
        {
            answer.Parts =
            [
                new Core.Sessions.Parts.TextPart("Read on."),
                new Core.Sessions.Parts.CitationPart("https://docs.example/a", "A title that is longer than any line of a telephone and goes on and on until it ends"),
                new Core.Sessions.Parts.CitationPart("https://a-very-long-subdomain-of-a-host-that-goes-on.and-on.and-on.and-on.and-on.example/b"),
                new Core.Sessions.Parts.ErrorPart("provider_unreachable", "x", "market"),
            ];
            (answer.RequestedModelId, answer.OmittedMessages, answer.Status) = ($"down/{ModelShelf.LongName}", 3, Core.Sessions.MessageStatus.Failed);
        });
        await VisitAsync(host.Url, async visit =>
        {
            await visit.Context.AddCookiesAsync(host.Cookies);
            var chat = await ChatPage.OpenAsync(visit, path);
            await EverywhereAsync(chat.Tab, () => Task.CompletedTask);
            await EverywhereAsync(chat.Tab, () => ModelPicker.OpenAsync(chat.Tab), () => chat.Tab.Keyboard.PressAsync("Escape"));
            await chat.Tab.GotoAsync(host.Url + "/settings/models");
            await Assertions.Expect(chat.Tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
            await Assertions.Expect(chat.Tab).ToHaveTitleAsync($"{Words.Of("Models")} · BlazorChat");
            await EverywhereAsync(chat.Tab, () => Task.CompletedTask);
        });
    }

    private static async Task EverywhereAsync(IPage tab, Func<Task> begin, Func<Task>? end = null)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await tab.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in (int[])[1440, 390, 360])
            {
                await tab.SetViewportSizeAsync(width, 900);
                await begin();
                var overflow = await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"The page is {overflow} px too wide at {width} px.");
                var found = width == 360 ? [] : (await tab.RunAxe(Rules)).Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id} ({rule.Help}): {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"));
                Assert.True(!found.Any(), $"{theme}, {width} px:\n{string.Join('\n', found.Take(8))}");
                if (end is not null) await end();
            }
        }
    }
}
