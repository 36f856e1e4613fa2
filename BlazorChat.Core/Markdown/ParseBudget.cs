namespace BlazorChat.Core.Markdown;

/// <summary>Decides before parsing which blocks of one message are parsed, and when it is enough. Not thread-safe.</summary>
internal sealed class ParseBudget
{
    /// <summary>What a row costs beyond other blocks, because an ordinary head is parsed with it.</summary>
    private const int PerRow = 30;

    /// <summary>The cost of a head that is ordinary.</summary>
    private const int FreeHeadCost = 200;

    private long _left = MarkdownLimits.MaxMessageCost;

    /// <summary>True when what follows is shown as it is.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>True if the segment may be parsed.</summary>
    public bool Allows(Segment segment) => CostIfAllowed(segment) is not null;

    /// <summary>Takes a segment's cost from what is left; false if it must not be parsed.</summary>
    public bool TryCharge(Segment segment)
    {
        var cost = CostIfAllowed(segment);
        _left -= cost ?? BlockCost.PerBlock;
        return cost is not null;
    }

    /// <summary>Takes the cost of a block that needs no parsing.</summary>
    public void ChargeBlock() => _left -= BlockCost.PerBlock;

    /// <summary>Leaves nothing for what follows.</summary>
    public void Spend() => _left = 0;

    private long? CostIfAllowed(Segment segment)
    {
        if (IsSpent)
            return null;
        var cost = BlockCost.Of(segment.Text);
        if (segment.Kind == SegmentKind.Row)
            cost = Math.Min(cost, MarkdownLimits.MaxBlockCost + 1) + PerRow + Math.Max(0, BlockCost.Of(segment.Head) - FreeHeadCost);
        return cost <= MarkdownLimits.MaxBlockCost && cost <= _left + MarkdownLimits.MaxBlockUnits ? cost : null;
    }
}
