using System.Text;
using BlazorChat.Core.Markdown;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Web.Components.Chat;

/// <summary>A part of an answer that is being written.</summary>
public abstract class StreamingPart
{
    /// <summary>How far it moves the stream's position, in UTF-16 units.</summary>
    public abstract int Length { get; }

    /// <summary>Makes the part that a delta begins.</summary>
    public static StreamingPart Begin(MessagePart first, MarkdownRenderer renderer) => first switch
    {
        TextPart text => new StreamingText(renderer, text.Text),
        ReasoningPart reasoning => new StreamingReasoning(reasoning.Text),
        _ => new WholePart(first),
    };

    /// <summary>Takes what follows; false where the delta is a part of its own, which replaces this one.</summary>
    public abstract bool TryAppend(MessagePart delta);

    /// <summary>What is left when the stream goes back into the middle of this part.</summary>
    public abstract StreamingPart? CutTo(int length);

    /// <summary>Nothing follows any more.</summary>
    public virtual void Complete()
    {
    }

    /// <summary>Takes what was kept of the answer, if it is the same; else this is not what a page would show later.</summary>
    public abstract bool TryFinish(MessagePart kept);
}

/// <summary>Text: its source, and the blocks that were read from it so far.</summary>
public sealed class StreamingText : StreamingPart
{
    private readonly MarkdownRenderer _renderer;
    private StringBuilder? _source;
    private StreamingMarkdown? _markdown;
    private string _whole = "";

    /// <summary>Begins with a piece.</summary>
    public StreamingText(MarkdownRenderer renderer, string first)
    {
        (_renderer, _source, _markdown) = (renderer, new StringBuilder(first), new StreamingMarkdown(renderer, first));
        Blocks = _markdown.Closed;
    }

    /// <summary>The blocks that do not change while it grows. Another list once it is complete, with the same blocks where they stayed the same.</summary>
    public IReadOnlyList<MarkdownBlock> Blocks { get; private set; }

    /// <summary>The block behind them that may still change; null where there is none.</summary>
    public MarkdownBlock? Open => _markdown?.Open;

    /// <inheritdoc/>
    public override int Length => _source?.Length ?? _whole.Length;

    /// <inheritdoc/>
    public override bool TryAppend(MessagePart delta)
    {
        if (delta is not TextPart text || _source is null || _markdown is null) return false;
        _source.Append(text.Text);
        _markdown.Append(text.Text);
        return true;
    }

    /// <inheritdoc/>
    public override StreamingPart? CutTo(int length) => new StreamingText(_renderer, _source?.ToString(0, length) ?? _whole[..length]);

    /// <summary>Reads the whole of it: only now footnotes have their numbers and links their targets. A block that reads the same stays the same object.</summary>
    public override void Complete()
    {
        if (_source is null) return;
        _whole = _source.ToString();
        var read = _renderer.Render(_whole);
        Blocks = [.. read.Select((block, i) => i < Blocks.Count && Blocks[i] == block ? Blocks[i] : block)];
        (_source, _markdown) = (null, null);
    }

    /// <inheritdoc/>
    public override bool TryFinish(MessagePart kept)
    {
        Complete();
        if (kept is not TextPart text || text.Text != _whole) return false;
        _whole = text.Text; // One copy is enough.
        return true;
    }
}

/// <summary>Reasoning: plain text, in pieces that never change and a rest that grows.</summary>
public sealed class StreamingReasoning : StreamingPart
{
    /// <summary>A piece ends with the first white space behind so many UTF-16 units.</summary>
    private const int PieceUnits = 512;

    /// <summary>A piece ends without white space, too, when it has so many.</summary>
    private const int MaxPieceUnits = 4_096;

    private readonly List<string> _closed = [];
    private readonly StringBuilder _rest = new();
    private int _closedLength;

    /// <summary>Begins with a piece.</summary>
    public StreamingReasoning(string first) => Append(first);

    /// <summary>What will not change any more. The list is live: it only grows.</summary>
    public IReadOnlyList<string> Closed => _closed;

    /// <summary>What follows.</summary>
    public string Rest => _rest.ToString();

    /// <inheritdoc/>
    public override int Length => _closedLength + _rest.Length;

    /// <inheritdoc/>
    public override bool TryAppend(MessagePart delta)
    {
        if (delta is not ReasoningPart reasoning) return false;
        Append(reasoning.Text);
        return true;
    }

    /// <inheritdoc/>
    public override StreamingPart? CutTo(int length) => new StreamingReasoning(Whole[..length]);

    /// <inheritdoc/>
    public override bool TryFinish(MessagePart kept) => kept is ReasoningPart reasoning && reasoning.Text == Whole;

    private string Whole => string.Concat([.. _closed, Rest]);

    private void Append(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            _rest.Append(unit);
            if (_rest.Length < PieceUnits) continue;
            if (char.IsWhiteSpace(unit) || (_rest.Length >= MaxPieceUnits && !char.IsHighSurrogate(unit))) Close();
        }
    }

    private void Close()
    {
        _closed.Add(Rest);
        _closedLength += _rest.Length;
        _rest.Clear();
    }
}

/// <summary>A part that comes in one piece.</summary>
public sealed class WholePart(MessagePart part) : StreamingPart
{
    /// <summary>The part.</summary>
    public MessagePart Part => part;

    /// <inheritdoc/>
    public override int Length => part.Length;

    /// <inheritdoc/>
    public override bool TryAppend(MessagePart delta) => false;

    /// <inheritdoc/>
    public override StreamingPart? CutTo(int length) => null;

    /// <inheritdoc/>
    public override bool TryFinish(MessagePart kept) => kept == part;
}
