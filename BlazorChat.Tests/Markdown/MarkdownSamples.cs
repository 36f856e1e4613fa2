namespace BlazorChat.Tests.Markdown;

/// <summary>Ordinary texts whose blocks must be the same however they arrive.</summary>
internal static class MarkdownSamples
{
    public static IReadOnlyList<string> All { get; } =
    [
        "",
        "One line",
        "One line\n",
        "Two paragraphs\nover lines\n\nand the second one.\n",
        "\n\n  \nBlank lines first\n\n\n\nand between",
        "# Heading\n## Next\ntext right after\n### Third ###\n\n#hashtag is text\n",
        "Setext\n===\n\nSecond\n---\n\nThird line\nof two\n---\ntext",
        "- a\n- b\n  - c\n    continued\n- d\n\ntext after",
        "- loose\n\n- items\n\n  with a paragraph\n\n      and code\n- end\n\nAfter",
        "1. one\n2. two\n\n   more of two\n3. three\n\n10. ten\n\nThe end is 1",
        "Intro:\n1. First\n```bash\nrun --it\n```\n2. Second\n```\nplain\n\nblank before\n```\nDone.",
        "1. Step\n\n   ```csharp\n   var x = 1;\n\n   var y = 2;\n   ```\n\n2. Next\n\n- ~~~\n  tilde\n\n  ~~~\n\nend",
        "````md\n```\ninner\n```\n````\nafter\n~~~ruby extra words\nputs 1\n~~~~\n\n```unclosed\ncode\n",
        "```\n\n\n```\n\n   ```py\n   indented fence\n     keeps two\n   ```\ntext ``` not a fence\n``` has ` tick\nend",
        "    indented code\n\n      second\n\n\ntext\n    not code, a continuation\n\n\tcode by tab\n",
        "> quote\nlazy continuation\n> more\n\n> another quote\n> - list\n>   more\n\n> ```\n> code in quote\n> ```\nend",
        "| a | b |\n|---|:-:|\n| 1 | 2 |\n| `x|y` | **z** |\n\ntext\n\na|b\n-|-\n1|2",
        "- [ ] open\n- [x] done\n  - [ ] nested\n\n* * *\n\n***\n\n___\n- - -\nend",
        "A line\r\nwith CRLF\r\n\r\n- item\r\n- item\r\n\r\n```js\r\nlet a = 1;\r\n```\r\n\r\nend\r\n",
        "Old Mac\rline ends\r\rparagraph\r\n\rlast",
        "It costs $12 or $15.50, and math \\(a_1 + b_1\\) too.\n\n\\[\nx_1 = y_2\n\\]\n\n$$ e_1 = e_2 $$ stays",
        "Emoji 😀 and *强调* and 日本語のテキスト。\n\n- 😀\n- 👩‍👩‍👧\n\n```\n😀😀\n```\n",
        "para\n- list right after\n- two\npara lazy\n\n    - deep\n\n7. seven\n\ntext\n1986. A year begins a list\n\n2. two in a paragraph\nno",
        "<div>\n\nraw html\n\n</div>\n\n<script>alert(1)</script>\n\n<!-- comment\n\nstill -->\n",
        "+ plus\n+\n+ empty above\n\n1)\n2) two\n\n-\n\nnot a list end\n\n* a\n- b\n+ c\n",
        "**bold *both*** ~~gone~~ `code` [link](https://example.com \"t\") <https://example.org> https://example.net/a.b, end\\\nbreak  \nbreak",
        Long("- item number {0} with **bold** and `code`\n"),
        Long("{0}. ordered item\n\n   second paragraph of it\n"),
        Long("A sentence of one long paragraph, number {0}. "),
        Long("| {0} | cell |\n", "| n | c |\n|---|---|\n"),
        Long("> quoted line {0}\n"),
        Long("var line{0} = {0}; // code\n", "```csharp\n") + "```\ntail",
    ];

    private static string Long(string line, string head = "") =>
        head + string.Concat(Enumerable.Range(1, 300).Select(number => line.Replace("{0}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
}
