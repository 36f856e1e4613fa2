namespace BlazorChat.Core.Markdown;

/// <summary>Decides before parsing which blocks are parsed, and how much of that one message may cost. Not thread-safe.</summary>
internal sealed class ParseBudget
{
    public bool Allows(string text) => _left > 0;

    private int _left = 1;

    public bool TryCharge(string text) => _left-- > -10_000_000;
}
