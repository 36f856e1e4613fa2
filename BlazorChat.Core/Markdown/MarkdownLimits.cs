namespace BlazorChat.Core.Markdown;

/// <summary>Sizes in UTF-16 units. They are fixed, so that a stored message looks the same today and tomorrow, on any machine.</summary>
internal static class MarkdownLimits
{
    /// <summary>A longer message is one plain block.</summary>
    public const int MaxMessageUnits = 1_000_000;

    /// <summary>A longer block that is not code becomes plain chunks of this size.</summary>
    public const int MaxBlockUnits = 100_000;

    /// <summary>A formula that is not closed after this many units is none.</summary>
    public const int MaxMathUnits = 8_000;

    /// <summary>An open block up to this size is parsed at every look.</summary>
    public const int EagerOpenUnits = 2_000;

    /// <summary>A longer open block is parsed again when it has grown by this share of what was parsed (one part in sixteen).</summary>
    public const int OpenGrowthDivisor = 16;

    /// <summary>How much of a line decides what the line is. What needs more than that (a fence, a thematic break) is text.</summary>
    public const int LineLookUnits = 1_000;

    /// <summary>A dearer block is not parsed; the unit is the time of one ordinary character, some 0.1 to 0.4 µs.</summary>
    public const long MaxBlockCost = 150_000;

    /// <summary>When a message has cost this much, what follows is plain.</summary>
    public const long MaxMessageCost = 600_000;

    /// <summary>More markers of quotes and lists than this on one line are not nesting but an attack on the parser.</summary>
    public const int MaxMarkersPerLine = 24;

    /// <summary>Quotes and lists nested more deeply than this, as far as indentation tells, are not parsed.</summary>
    public const int MaxNesting = 60;
}
