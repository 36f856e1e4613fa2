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
    public static StreamingPart Begin(MessagePart first) => first switch
    {
        TextPart text => new StreamingText(text.Text),
        ReasoningPart reasoning => new StreamingReasoning(reasoning.Text),
        _ => new WholePart(first),
    };

    /// <summary>Takes what follows; a whole part is replaced.</summary>
    public abstract StreamingPart Append(MessagePart delta);

    /// <summary>What is left when the stream goes back into the middle of this part.</summary>
    public abstract StreamingPart? CutTo(int length);
}

/// <summary>Text: its source, and the blocks that were read from it so far.</summary>
public sealed class StreamingText : StreamingPart
{
    private readonly StringBuilder _source = new();

    /// <summary>Begins with a piece.</summary>
    public StreamingText(string first) => AppendText(first);

    /// <summary>The parsed blocks.</summary>
    public StreamingMarkdown Markdown { get; } = new();

    /// <inheritdoc/>
    public override int Length => _source.Length;

    /// <inheritdoc/>
    public override StreamingPart Append(MessagePart delta)
    {
        if (delta is not TextPart text) return Begin(delta);
        AppendText(text.Text);
        return this;
    }

    /// <inheritdoc/>
    public override StreamingPart? CutTo(int length) => new StreamingText(_source.ToString(0, length));

    private void AppendText(string text)
    {
        _source.Append(text);
        Markdown.Append(text);
    }
}

/// <summary>Reasoning: plain text.</summary>
public sealed class StreamingReasoning(string first) : StreamingPart
{
    private readonly StringBuilder _text = new(first);

    /// <summary>All of it.</summary>
    public string Text => _text.ToString();

    /// <inheritdoc/>
    public override int Length => _text.Length;

    /// <inheritdoc/>
    public override StreamingPart Append(MessagePart delta)
    {
        if (delta is not ReasoningPart reasoning) return Begin(delta);
        _text.Append(reasoning.Text);
        return this;
    }

    /// <inheritdoc/>
    public override StreamingPart? CutTo(int length) => new StreamingReasoning(_text.ToString(0, length));
}

/// <summary>A part that comes in one piece.</summary>
public sealed class WholePart(MessagePart part) : StreamingPart
{
    /// <summary>The part, in a list of its own.</summary>
    public IReadOnlyList<MessagePart> Parts { get; } = [part];

    /// <inheritdoc/>
    public override int Length => Parts[0].Length;

    /// <inheritdoc/>
    public override StreamingPart Append(MessagePart delta) => Begin(delta);

    /// <inheritdoc/>
    public override StreamingPart? CutTo(int length) => null;
}
