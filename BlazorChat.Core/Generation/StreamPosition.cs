using System.Globalization;

namespace BlazorChat.Core.Generation;

/// <summary>A place in a message's stream: <c>attempt.offset</c>.</summary>
/// <param name="Attempt">Which try of the generation, from 1.</param>
/// <param name="Offset">UTF-16 units over the message's parts in order.</param>
public readonly record struct StreamPosition(int Attempt, long Offset)
{
    /// <summary>Reads <c>attempt.offset</c>; false where the text is not one.</summary>
    public static bool TryParse(string? text, out StreamPosition position)
    {
        position = default;
        var parts = text?.Split('.');
        if (parts is not { Length: 2 }
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return false;
        }

        position = new StreamPosition(attempt, offset);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Attempt}.{Offset}");
}
