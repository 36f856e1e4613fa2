using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The part of a chat that scrolls.</summary>
internal sealed class Thread(IPage tab)
{
    private const string Scroll = "document.querySelector('[data-scroll]')";

    public ILocator Articles => tab.Locator("chat-thread article");

    public ILocator NewestButton => tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("ToNewest"), Exact = true });

    /// <summary>Whether something new is said to be below.</summary>
    public ILocator FreshButton => tab.Locator("[data-newest][data-fresh]");

    public ILocator Message(string id) => tab.Locator($"article[data-message='{id}']");

    public async Task<string> LastIdAsync() => (await tab.Locator("article[data-message]").Last.GetAttributeAsync("data-message"))!;

    /// <summary>How far the end is below the view, in pixels.</summary>
    public Task<double> GapAsync() => tab.EvaluateAsync<double>($"() => {{ const s = {Scroll}; return s.scrollHeight - s.clientHeight - s.scrollTop; }}");

    public Task IsAtTheEndAsync() => tab.WaitForFunctionAsync($"() => {{ const s = {Scroll}; return s.scrollHeight - s.clientHeight - s.scrollTop < 2; }}");

    public Task<double> TopAsync() => tab.EvaluateAsync<double>($"() => {Scroll}.scrollTop");

    /// <summary>The first message in view.</summary>
    public Task<Spot> FirstInViewAsync() => tab.EvaluateAsync<Spot>($$"""
        () => {
            const edge = {{Scroll}}.getBoundingClientRect().top;
            const article = [...document.querySelectorAll('article[data-message]')].find(other => other.getBoundingClientRect().bottom > edge);
            return { id: article.dataset.message, top: article.getBoundingClientRect().top - edge };
        }
        """);

    /// <summary>Where a message is now.</summary>
    public Task<double> TopOfAsync(string id) => tab.EvaluateAsync<double>(
        $"id => document.querySelector(`article[data-message='${{id}}']`).getBoundingClientRect().top - {Scroll}.getBoundingClientRect().top", id);

    /// <summary>Moves the view near one end of what is loaded, and gives what stands there then, before anything is added.</summary>
    public Task<Spot> NearAsync(string end) => tab.EvaluateAsync<Spot>($$"""
        end => {
            const scroll = {{Scroll}}, edge = scroll.getBoundingClientRect().top;
            scroll.scrollTop = end === 'begin' ? 300 : scroll.scrollHeight - scroll.clientHeight - 300;
            const article = [...document.querySelectorAll('article[data-message]')].find(other => other.getBoundingClientRect().bottom > edge);
            return { id: article.dataset.message, top: article.getBoundingClientRect().top - edge };
        }
        """, end);

    /// <summary>Until a page was added at an end: another message stands there than this one.</summary>
    public Task WhenLoadedAsync(string end, string old) => tab.WaitForFunctionAsync(
        "([end, old]) => [...document.querySelectorAll('article[data-message]')].at(end === 'begin' ? 0 : -1).dataset.message !== old", new[] { end, old });

    public Task<string> IdAtAsync(string end) => tab.EvaluateAsync<string>(
        "end => [...document.querySelectorAll('article[data-message]')].at(end === 'begin' ? 0 : -1).dataset.message", end);

    /// <summary>Turns the wheel over the conversation.</summary>
    public async Task WheelAsync(float distance)
    {
        await tab.Locator("chat-thread").HoverAsync();
        await tab.Mouse.WheelAsync(0, distance);
    }

    /// <summary>From now on the places of the last answer's blocks are noted at each frame.</summary>
    public Task WatchEndAsync() => tab.EvaluateAsync($$"""
        () => {
            const scroll = {{Scroll}};
            let before = null;
            const look = () => {
                const article = [...document.querySelectorAll('article[data-message]')].at(-1), edge = scroll.getBoundingClientRect().top;
                const now = {
                    busy: article.getAttribute('aria-busy') === 'true', height: scroll.scrollHeight,
                    tops: [...article.querySelectorAll('.md > *')].map(block => block.getBoundingClientRect().top - edge),
                };
                if (before?.busy && !now.busy) window.ended = { before, now };
                else { before = now; requestAnimationFrame(look); }
            };
            look();
        }
        """);

    /// <summary>How far the blocks moved in the frame in which the answer ended.</summary>
    public async Task<double[]> MovedAtEndAsync()
    {
        await tab.WaitForFunctionAsync("() => window.ended");
        return await tab.EvaluateAsync<double[]>("() => ended.before.tops.map((top, i) => Math.abs(ended.now.tops[i] - top)).concat(Math.abs(ended.now.height - ended.before.height))");
    }
}
