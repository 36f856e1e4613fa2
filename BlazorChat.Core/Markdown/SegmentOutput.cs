namespace BlazorChat.Core.Markdown;

/// <summary>Gives away the segments that a splitter has closed, as far as the budget goes, and knows which list or table they go on with.</summary>
internal sealed class SegmentOutput(ParseBudget budget, Action<Segment> onClosed)
{
    /// <summary><see cref="SegmentKind.Item"/> in a list, <see cref="SegmentKind.Row"/> in a table, else <see cref="SegmentKind.None"/>.</summary>
    public SegmentKind Group { get; private set; }

    /// <summary>The first two lines of the table whose rows are being read, with their line ends.</summary>
    public string TableHead { get; private set; } = "";

    /// <summary>Adds code.</summary>
    public void AddCode(Segment segment)
    {
        budget.ChargeBlock();
        onClosed(segment);
    }

    /// <summary>Adds anything else.</summary>
    public void AddText(Segment segment)
    {
        if (segment.Kind == SegmentKind.Plain || !budget.TryCharge(segment))
        {
            EndGroup();
            onClosed(new Segment(SegmentKind.Plain, segment.Text));
            return;
        }
        if (segment.Kind == SegmentKind.TableHead)
            TableHead = segment.Text;
        Group = segment.Kind == SegmentKind.TableHead ? SegmentKind.Row : segment.IsInGroup ? segment.Kind : SegmentKind.None;
        onClosed(segment);
    }

    /// <summary>Says that what follows does not go on with the list or table before it.</summary>
    public void EndGroup()
    {
        if (Group == SegmentKind.None)
            return;
        Group = SegmentKind.None;
        onClosed(new Segment(SegmentKind.GroupEnd, ""));
    }
}
