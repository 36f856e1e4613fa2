using System.Net;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Hosting;

/// <summary>The frame in which diagrams are drawn can do nothing but that.</summary>
public sealed class DiagramPageTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Page_OfDiagrams_IsASandboxThatLoadsTwoScriptsAndNothingElse()
    {
        using var answer = await app.CreatePlainClient().GetAsync(new Uri("/app/diagram", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Equal(
            ["base-uri 'none'", "default-src 'none'", "form-action 'none'", "frame-ancestors 'self'", "sandbox allow-scripts", "script-src 'self'", "style-src 'unsafe-inline'"],
            policy.Order(StringComparer.Ordinal));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(3, page.Split("<script src=\"/").Length);
    }

    [Theory]
    [InlineData("/lib/mermaid/mermaid.min.js", "cross-origin")]
    [InlineData("/js/diagrams/diagram-frame.js", "cross-origin")]
    [InlineData("/js/diagrams/diagram.js", "same-origin")]
    [InlineData("/lib/katex/katex.min.js", "same-origin")]
    [InlineData("/app/diagram", "same-origin")]
    public async Task Asset_ThatTheFrameLoads_IsOpenToItAndNoOtherIs(string path, string expected)
    {
        using var answer = await app.CreatePlainClient().GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }
}
