namespace BlazorChat.Core.Markdown;

/// <summary>One top-level piece of a rendered message. The kinds below are all there are.</summary>
public abstract record MarkdownBlock
{
    private protected MarkdownBlock()
    {
    }
}

/// <summary>Formatted text. Made by the sanitizer and by nothing else, so that it may be put on a page as it is.</summary>
public sealed record HtmlBlock : MarkdownBlock
{
    internal HtmlBlock(string html, string tail = "")
    {
        Html = html;
        Tail = tail;
    }

    /// <summary>Safe HTML: allow-listed elements and attributes only.</summary>
    public string Html { get; }

    /// <summary>
    /// Text that arrived after <see cref="Html"/> was made, to be shown as plain text behind it. Empty in every closed block; only a very
    /// long open block has one, because it is parsed again at growing intervals.
    /// </summary>
    public string Tail { get; }
}

/// <summary>A top-level code block, to be shown as text under a header with its language and a copy button.</summary>
/// <param name="Language">The first word of the fence, as written and not validated; empty where none was given.</param>
/// <param name="Code">The code with <c>\n</c> line ends. It ends with one unless the message ended inside a line.</param>
public sealed record CodeBlock(string Language, string Code) : MarkdownBlock
{
    /// <summary>The code in the same chunks in which <see cref="OpenCodeBlock"/> gave it, for a page that keeps what it has shown.</summary>
    public IReadOnlyList<string> Chunks() => CodeChunks.Split(Code);
}

/// <summary>A code block whose end has not arrived. Only <see cref="StreamingMarkdown.Open"/> gives it.</summary>
/// <param name="Language">The first word of the fence, or empty.</param>
/// <param name="ClosedChunks">Chunks that will never change, mostly of whole lines. The list is live: it only grows, and belongs to the stream.</param>
/// <param name="Rest">What follows the last closed chunk: at most <see cref="CodeChunks.MaxUnits"/> units.</param>
public sealed record OpenCodeBlock(string Language, IReadOnlyList<string> ClosedChunks, string Rest) : MarkdownBlock;

/// <summary>Source that is shown as it is, because parsing it would cost too much or failed.</summary>
/// <param name="Text">The Markdown source; the page escapes it like any text.</param>
public sealed record PlainBlock(string Text) : MarkdownBlock;
