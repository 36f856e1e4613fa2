using BlazorChat.Core.Providers;

namespace BlazorChat.Bench.Replay;

/// <summary>Says what is wrong with an answer, in few words; null where nothing is.</summary>
internal static class Comparison
{
    /// <summary>The stream came whole: everything must be as expected.</summary>
    public static string? Whole(Recording expected, Answer answer)
    {
        if (answer.Failure is not null and not ProviderException) return $"{answer.Failure.GetType().Name}: {answer.Failure.Message}";
        if (answer.Text != expected.Text) return $"text: {Differ(answer.Text, expected.Text)}{Because(answer)}";
        if (expected.IsTextOnly) return answer.Failure is null ? null : $"failed: {answer.Failure.Message}";
        if (expected.HasError) return answer.Failure is null ? "the error in the stream was not reported" : null;
        if (answer.Failure is not null) return $"failed: {answer.Failure.Message}";
        if (answer.Reasoning != expected.Reasoning) return $"reasoning: {Differ(answer.Reasoning, expected.Reasoning)}";
        if (!answer.Calls.SequenceEqual(expected.Calls)) return $"tool calls: [{string.Join(", ", answer.Calls)}] for [{string.Join(", ", expected.Calls)}]";
        if (answer.Finish != expected.Finish) return $"finish: {answer.Finish ?? "none"} for {expected.Finish ?? "none"}";
        return Usage(expected.Usage, answer.Usage);
    }

    /// <summary>The stream broke in its middle: nothing may be made up, and it must not look complete.</summary>
    public static string? Broken(Recording expected, Answer answer)
    {
        if (answer.Failure is not null and not ProviderException) return $"{answer.Failure.GetType().Name}: {answer.Failure.Message}";
        if (!expected.Text.StartsWith(answer.Text, StringComparison.Ordinal)) return $"text is no beginning: {Differ(answer.Text, expected.Text)}";
        if (!expected.IsTextOnly && !expected.Reasoning.StartsWith(answer.Reasoning, StringComparison.Ordinal)) return $"reasoning is no beginning: {Differ(answer.Reasoning, expected.Reasoning)}";
        return answer is { Failure: null, Finish: not null } && !expected.FinishesEarly ? $"looks complete: {answer.Finish}" : null;
    }

    private static string? Usage(TokenCounts expected, TokenCounts? answer)
    {
        if (expected.Input is null && expected.Output is null) return null;
        var isSame = answer is not null && answer.Input == expected.Input && answer.Output == expected.Output
            && (answer.Cached ?? 0) == (expected.Cached ?? 0) && (expected.Reasoning is null || (answer.Reasoning ?? 0) == expected.Reasoning);
        return isSame ? null : $"usage: {answer?.ToString() ?? "none"} for {expected}";
    }

    private static string Differ(string answer, string expected)
    {
        var at = answer.AsSpan().CommonPrefixLength(expected);
        return $"{answer.Length} characters for {expected.Length}, differing at {at}: \"{Piece(answer, at)}\" for \"{Piece(expected, at)}\"";
    }

    private static string Piece(string text, int at) => text.Substring(at, Math.Min(20, text.Length - at)).ReplaceLineEndings("\\n");

    private static string Because(Answer answer) => answer.Failure is null ? "" : $" ({answer.Failure.Message})";
}
