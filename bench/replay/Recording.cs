namespace BlazorChat.Bench.Replay;

/// <summary>One recorded stream and what is to come of it.</summary>
/// <param name="Provider">The folder it stands in.</param>
/// <param name="Id">The model's name under which it is asked for.</param>
internal sealed record Recording(string Provider, string Id)
{
    public required string Text { get; init; }

    public required string Reasoning { get; init; }

    /// <summary>Name and arguments of each call, the arguments in one form of JSON.</summary>
    public required IReadOnlyList<string> Calls { get; init; }

    /// <summary>Counts by name; a count that is null is not compared.</summary>
    public required TokenCounts Usage { get; init; }

    /// <summary>The finish reason in OpenAI's words; null where none comes.</summary>
    public string? Finish { get; init; }

    /// <summary>Whether the stream ends in an error.</summary>
    public bool HasError { get; init; }

    /// <summary>Whether only the text is compared, because nothing else was made of it.</summary>
    public bool IsTextOnly { get; init; }

    /// <summary>Whether the first half, after which it is cut, holds the finish reason already.</summary>
    public bool FinishesEarly { get; init; }
}

/// <summary>What an answer used.</summary>
internal sealed record TokenCounts(long? Input, long? Output, long? Cached, long? Reasoning);
