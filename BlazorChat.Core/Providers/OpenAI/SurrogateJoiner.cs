namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Joins the halves of surrogate pairs that a provider cut between two deltas: what comes out can always be stored and sent.</summary>
internal sealed class SurrogateJoiner
{
    private string _held = "";

    /// <summary>Takes a delta and gives what can be shown of it; the first half of a pair waits for the next.</summary>
    public string Push(string delta)
    {
        if (delta.Length == 0) return "";
        var text = _held + delta;
        _held = "";
        if (char.IsHighSurrogate(text[^1]))
        {
            _held = text[^1..];
            text = text[..^1];
        }
        return LenientJson.WellFormed(text);
    }

    /// <summary>Gives what still waits at the end: U+FFFD for a half, else nothing.</summary>
    public string Flush()
    {
        var rest = LenientJson.WellFormed(_held);
        _held = "";
        return rest;
    }
}
