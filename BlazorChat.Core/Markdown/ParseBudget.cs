namespace BlazorChat.Core.Markdown;

/// <summary>Decides before parsing which blocks of one message are parsed, and when it is enough. Not thread-safe.</summary>
internal sealed class ParseBudget
{
    private long _left = MarkdownLimits.MaxMessageCost;

    /// <summary>True when what follows is shown as it is.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>True if the block may be parsed.</summary>
    public bool Allows(ReadOnlySpan<char> text) => CostIfAllowed(text) is not null;

    /// <summary>Takes a block's cost from what is left; false if the block must not be parsed.</summary>
    public bool TryCharge(ReadOnlySpan<char> text)
    {
        var cost = CostIfAllowed(text);
        _left -= cost ?? BlockCost.PerBlock;
        return cost is not null;
    }

    /// <summary>Takes the cost of a block that needs no parsing.</summary>
    public void ChargeBlock() => _left -= BlockCost.PerBlock;

    /// <summary>Leaves nothing for what follows.</summary>
    public void Spend() => _left = 0;

    private long? CostIfAllowed(ReadOnlySpan<char> text)
    {
        if (IsSpent)
            return null;
        var cost = BlockCost.Of(text);
        return cost <= MarkdownLimits.MaxBlockCost && cost <= _left + MarkdownLimits.MaxBlockUnits ? cost : null;
    }
}
