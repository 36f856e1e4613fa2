using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace BlazorChat.Core.Markdown;

/// <summary>Reads formulas of several lines, in items and quotes as well: from a line of <c>$$</c> or <c>\[</c> alone to the line that closes them, over blank lines.</summary>
internal sealed class MathBlockParser : BlockParser
{
    public MathBlockParser() => OpeningCharacters = ['$', '\\'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent || MathLine.CloseOf(processor.Line.AsSpan()) is not { } close)
            return BlockState.None;
        processor.NewBlocks.Push(new MathBlock(this, processor.Line.ToString().TrimEnd(), close)
        {
            Column = processor.Column,
            Span = new SourceSpan(processor.Start, processor.Line.End),
            ProcessInlines = false,
        });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var math = (MathBlock)block;
        var line = processor.Line;
        block.UpdateSpanEnd(line.End);
        var end = MathLine.EndIn(line.AsSpan(), math.Close);
        if (end < 0)
            return BlockState.Continue;
        var text = line.AsSpan();
        math.IsClosedByItself = true;
        math.Behind = text[(end + math.Close.Length)..].Trim().ToString();
        math.Lines.Add(new StringSlice(text[..end].ToString()));
        return BlockState.BreakDiscard;
    }
}
