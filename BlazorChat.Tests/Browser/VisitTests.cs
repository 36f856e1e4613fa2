using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>That a test fails where the page itself reports trouble.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class VisitTests(BrowserRun run) : BrowserTest(run)
{
    [Theory]
    [InlineData("console error", "console.error('by the test')", "by the test")]
    [InlineData("page error", "setTimeout(() => { throw new Error('by the test'); })", "by the test")]
    [InlineData("dialog", "setTimeout(() => alert('by the test'))", "by the test")]
    [InlineData("console error", "fetch('http://127.0.0.1:9/').catch(() => null)", "Content Security Policy")]
    public async Task Test_PageReportsTrouble_Fails(string kind, string script, string what)
    {
        var url = (await Run.ServerAsync()).Url;

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => VisitAsync(url, async visit =>
        {
            var tab = await visit.OpenAsync("/account/login");
            await tab.EvaluateAsync($"() => {{ {script}; }}");
            await tab.EvaluateAsync("() => new Promise(done => setTimeout(done))");
            await Expect(tab).ToHaveURLAsync(url + "/account/login");
        }));

        Assert.Contains($"{kind}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_PageAsksAnotherHost_Fails()
    {
        var url = (await Run.ServerAsync()).Url;

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => VisitAsync(url, async visit =>
        {
            var tab = await visit.OpenAsync("/account/login");
            await Assert.ThrowsAsync<PlaywrightException>(() => tab.GotoAsync("http://127.0.0.1:9/"));
        }));

        Assert.Contains("request to another host: http://127.0.0.1:9/", failure.Message, StringComparison.Ordinal);
    }
}
