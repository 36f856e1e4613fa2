using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

public sealed class MarkdownSafetyTests
{
    public static TheoryData<string> Hostile => new(HostileMarkdown.All.Select(Escape));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Render_HostileText_HoldsOnlyAllowedDom(string escaped)
    {
        var source = Unescape(escaped);
        SafeDom.Check(MarkdownTestRenderer.Instance.Render(source));
        SafeDom.Check(MarkdownTestRenderer.Instance.Render("- item\n\n  " + source + "\n"));
        SafeDom.Check(MarkdownTestRenderer.Instance.Render("> " + source + "\n\n" + source));
        SafeDom.Check(MarkdownTestRenderer.Instance.Render("| a |\n|---|\n| " + source.Replace('\n', ' ') + " |\n"));

        var stream = new StreamingMarkdown(MarkdownTestRenderer.Instance);
        foreach (var unit in source)
        {
            stream.Append(unit.ToString());
            SafeDom.Check(stream.Open is { } open ? [.. stream.Closed, open] : stream.Closed);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<p onclick=x style=color:red id=a name=b class=c>text</p>")]
    [InlineData("<a href=javascript:x onclick=y>text</a><a href='//evil.example'>b</a><a name=x>c</a>")]
    [InlineData("<img src=//evil.example onerror=x><img src=/ok.png srcset=//evil.example><picture><source srcset=//evil.example></picture>")]
    [InlineData("<img src='/&#9;/evil.example'><img src='/&#10;/evil.example'><img src='/&#92;evil.example'><img src='&#32;//evil.example'>")]
    [InlineData("<a href='https:&#92;&#92;evil.example'>a</a><a href='&#1;javascript:x'>b</a><a href='java&#9;script:x'>c</a><a href='https://good.example&#92;@evil.example'>d</a>")]
    [InlineData("<svg><a xlink:href=javascript:x>x</a></svg><math><mtext><img src=x onerror=y></mtext></math>")]
    [InlineData("<div class=table-scroll onclick=x><section><video src=//evil.example></video></section></div>")]
    [InlineData("<input type=text autofocus onfocus=x><button formaction=javascript:x>b</button><form action=//evil.example>")]
    [InlineData("<iframe srcdoc='<script>x</script>'></iframe><object data=x></object><embed src=x><link rel=stylesheet href=x><base href=x>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>")]
    [InlineData("<table><tr><td><a href=javascript:x>a<table><tr><td onclick=x>b")]
    [InlineData("<body onload=x><html onclick=y><head><title>t</title></head><frameset onload=x>")]
    [InlineData("<code class='language-js\" onclick=\"x'>a</code><code class='language-x evil'>b</code><ol start='1\" onclick=x'></ol>")]
    [InlineData("<template><img src=x onerror=y></template><textarea><img src=x></textarea><style><img src=x onerror=y></style>")]
    [InlineData("<!--><img src=x onerror=y>--><![CDATA[<img src=x onerror=y>]]><?x <img src=x onerror=y>?>")]
    public void Sanitize_HtmlThatMarkdownWouldNeverMake_HoldsOnlyAllowedDom(string html)
    {
        SafeDom.Check([new HtmlBlock(SafeHtmlWriter.Sanitize(html).Html)]);
    }

    [Fact]
    public void Sanitize_PiecesThatDoNotStayApart_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => SafeHtmlWriter.Sanitize([("<p>a</p></section><section>", SegmentKind.Text), ("<p>b</p>", SegmentKind.Text)]));
        Assert.Equal(["<p>a</p>", "", "<p>c</p>"], SafeHtmlWriter.Sanitize([("<p>a</p>\n", SegmentKind.Text), ("", SegmentKind.Text), ("<p>c</p>", SegmentKind.Text)]).Select(block => block.Html));
    }

    [Fact]
    public void Sanitize_NestedTooDeeply_Throws()
    {
        var html = string.Concat(Enumerable.Repeat("<blockquote>", 500));

        Assert.Throws<InvalidOperationException>(() => SafeHtmlWriter.Sanitize(html));
    }

    [Fact]
    public void Render_RawHtml_IsShownAsText()
    {
        Assert.Equal("<p>&lt;b onclick=x&gt;bold&lt;/b&gt;</p>", MarkdownTestRenderer.Html("<b onclick=x>bold</b>"));
    }

    [Theory]
    [InlineData("https://\u0430pple.com/", "https://xn--pple-43d.com/")]
    [InlineData("http://user:secret@example.com:8080/a?b#c", "http://example.com:8080/a?b#c")]
    [InlineData("HTTPS://EXAMPLE.COM", "https://example.com/")]
    [InlineData("http://[2001:db8::1]/x", "http://[2001:db8::1]/x")]
    [InlineData("mailto:me@example.com?subject=x", "mailto:me@example.com")]
    public void LinkTarget_AllowedAddress_IsWrittenAnewFromItsParts(string address, string href)
    {
        Assert.Equal(href, LinkTarget.Read(address)?.Href);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" https://example.com")]
    [InlineData("https://exa\tmple.com")]
    [InlineData("https:\\\\example.com")]
    [InlineData("https://")]
    [InlineData("//example.com")]
    [InlineData("/path")]
    [InlineData("mailto:a")]
    [InlineData("mailto:a@b@c")]
    [InlineData("mailto:a\"b@c")]
    [InlineData("")]
    [InlineData(null)]
    public void LinkTarget_AnythingElse_IsRefused(string? address)
    {
        Assert.Null(LinkTarget.Read(address));
    }

    [Theory]
    [InlineData("[apple.com](https://\u0430pple.com)", "apple.com (xn--pple-43d.com)")]
    [InlineData("[https://good.example](https://evil.example)", "https://good.example (evil.example)")]
    [InlineData("[good.example](https://evil.example/x)", "good.example (evil.example)")]
    [InlineData("[a@good.example](https://evil.example/x)", "a@good.example (evil.example)")]
    [InlineData("[evil.example](https://evil.example/x)", "evil.example")]
    [InlineData("[the docs](https://docs.example/x)", "the docs")]
    [InlineData("https://docs.example/x", "https://docs.example/x")]
    public void Render_LinkTextThatReadsLikeAnotherHost_ShowsTheRealOne(string source, string shown)
    {
        var link = SafeDom.Check(MarkdownTestRenderer.Instance.Render(source)).QuerySelector("a");

        Assert.Equal(shown, link!.TextContent);
    }

    [Fact]
    public void Render_BidiControlsInALink_AreLeftOut()
    {
        var html = MarkdownTestRenderer.Html("[a\u202Eb\u2066c](https://x.example \"t\u202Eu\")");

        Assert.Contains("<bdi>abc</bdi>", html, StringComparison.Ordinal);
        Assert.Contains("title=\"x.example – tu\"", html, StringComparison.Ordinal);
    }

    private static string Escape(string text) => Uri.EscapeDataString(text.Replace("\uD800", "%LONE%", StringComparison.Ordinal).Replace("\uDC00", "%LOW%", StringComparison.Ordinal));

    private static string Unescape(string text) => Uri.UnescapeDataString(text).Replace("%LONE%", "\uD800", StringComparison.Ordinal).Replace("%LOW%", "\uDC00", StringComparison.Ordinal);
}
