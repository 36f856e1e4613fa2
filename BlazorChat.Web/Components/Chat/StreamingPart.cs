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
}

/// <summary>Text: its source, and the blocks that were read from it so far.</summary>
public sealed class StreamingText : StreamingPart
{
    private readonly MarkdownRenderer _renderer;
    private readonly StringBuilder _source;

    /// <summary>Begins with a piece.</summary>
    public StreamingText(MarkdownRenderer renderer, string first) =>
        (_renderer, _source, Markdown) = (renderer, new StringBuilder(first), new StreamingMarkdown(renderer, first));

    /// <summary>The parsed blocks.</summary>
    public StreamingMarkdown Markdown { get; }

    /// <inheritdoc/>
    public override int Length => _source.Length;

    /// <inheritdoc/>
    public override bool TryAppend(MessagePart delta)
    {
        if (delta is not TextPart text) return false;
        _source.Append(text.Text);
        Markdown.Append(text.Text);
        return true;
    }

    /// <inheritdoc/>
    public override StreamingPart? CutTo(int length) => new StreamingText(_renderer, _source.ToString(0, length));
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
    public override StreamingPart? CutTo(int length) => new StreamingReasoning(string.Concat([.. _closed, Rest])[..length]);

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
}
