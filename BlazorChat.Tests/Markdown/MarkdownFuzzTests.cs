using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

public sealed class MarkdownFuzzTests
{
    private static readonly string[] Alphabet =
    [
        "a", "b ", " ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", "*", "**", "_", "~~", "`", "```", "~~~", "[", "]", "(", ")", "![", "](", "<", ">", "> ", "- ", "1. ", "- [ ] ", "|", "|-|\n",
        "#", "# ", "=", "---\n", ":", "\\", "\\(", "\\)", "\\[\n", "\\]\n", "$$\n", "[^1]", "[^1]: ", "$$", "&", "&lt;", "&#0;", "\"", "'", "javascript:", "https://x.example/", "http://", "www.", "mailto:", "@", "data:image/png;base64,AA==", "/p.png",
        "<script>", "<img src=x onerror=y>", "</section>", "{onclick=x}", "[a]: ", "\u202E", "\u200B", "\0", "\uD83D", "\uDE00", "😀", "xn--", "\u0430",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Render_RandomText_NeverThrowsAndHoldsOnlyAllowedDom(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 700; round++)
        {
            var pieces = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]).ToArray();
            var source = string.Concat(pieces);
            var blocks = MarkdownTestRenderer.Instance.Render(source);
            SafeDom.Check(blocks);
            if (round % 5 == 0 && !source.Contains("[a]", StringComparison.Ordinal))
                CheckStream(pieces, blocks);
        }
    }

    private static void CheckStream(string[] pieces, IReadOnlyList<MarkdownBlock> expected)
    {
        var stream = new StreamingMarkdown(MarkdownTestRenderer.Instance);
        foreach (var piece in pieces)
        {
            stream.Append(piece);
            SafeDom.Check(stream.Open is { } open ? [open] : []);
        }
        stream.Complete();
        Assert.Equal(expected, stream.Closed);
    }
}
