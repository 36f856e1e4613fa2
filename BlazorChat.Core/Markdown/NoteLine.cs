using System.Text;

namespace BlazorChat.Core.Markdown;

/// <summary>The beginning of a footnote's text: <c>[^label]:</c>.</summary>
internal static class NoteLine
{
    private const int MaxLabelUnits = 100;

    public static bool IsStart(ReadOnlySpan<char> line) => LabelUnits(line) is > 0 and var units && units + 3 < line.Length && line[units + 3] == ':';

    /// <summary>True if a line that begins like this may still be one.</summary>
    public static bool MayBecomeStart(ReadOnlySpan<char> begun)
    {
        if (begun.Length < 2)
            return true;
        if (begun[1] != '^' || begun.Length > MaxLabelUnits + 3)
            return false;
        var units = LabelUnits(begun);
        return units > 0 ? begun.Length == units + 3 : !begun[2..].ContainsAny(" \t[]");
    }

    /// <summary>How long the label of <c>[^label]</c> at the beginning of the text is; 0 if there is none.</summary>
    public static int LabelUnits(ReadOnlySpan<char> text)
    {
        if (text.Length < 4 || text[0] != '[' || text[1] != '^')
            return 0;
        var rest = text[2..Math.Min(text.Length, MaxLabelUnits + 3)];
        var end = rest.IndexOfAny(" \t\n[]");
        return end > 0 && rest[end] == ']' ? end : 0;
    }

    /// <summary>True if a note ends before a line of this shape: what belongs to it is indented, or follows without a blank line.</summary>
    public static bool Ends(LineShape shape, bool isAfterBlank) =>
        !shape.IsBlank && (shape.IsNote || (shape.Indent < 2 && (isAfterBlank || shape.Interrupts || shape.IsQuote || ListState.CanInterruptParagraph(shape))));

    /// <summary>What a note says: its source without the label and without the indentation that holds its lines together.</summary>
    public static string Content(string note)
    {
        var text = note.AsSpan().TrimStart();
        text = text[(LabelUnits(text) + 4)..];
        var content = new StringBuilder(text.Length);
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            content.Append(line[LineShape.IndentUnits(line, 4)..]).Append('\n');
        }
        return content.ToString();
    }

    /// <summary>The note as text to be shown where it stands, while its number is not known.</summary>
    public static string Unnumbered(string note)
    {
        var text = note.AsSpan().TrimStart();
        return $"&#91;{text[1..(LabelUnits(text) + 4)]} {Content(note)}";
    }
}
