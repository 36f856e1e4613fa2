namespace BlazorChat.Core.Providers.Ollama;

/// <summary>
/// Chooses <c>num_ctx</c>. Ollama loads a model with a small window (2,048 to 4,096 tokens on most machines) and drops the beginning of
/// what does not fit without a word (R9). A changed window loads the model anew, so it grows in few steps: 8,192 doubled, up to the
/// length the model was trained for.
/// </summary>
internal static class ContextSize
{
    /// <summary>The smallest step, in tokens.</summary>
    public const int First = 8192;

    /// <summary>The largest step, in tokens; no request that is taken needs more.</summary>
    public const int Last = 1 << 20;

    /// <summary>What is kept free for an answer whose longest length is not set, in tokens.</summary>
    public const int AnswerTokens = 4096;

    private const int BytesPerToken = 3;
    private const int TokensPerImage = 2048;

    /// <summary>The tokens a request may need, rather too many than too few: a tokenizer would be another one for each model.</summary>
    /// <param name="textBytes">The bytes of the request without its images.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="answer">The longest answer; null where it is not set.</param>
    public static long Needed(long textBytes, int images, int? answer) =>
        (textBytes / BytesPerToken) + ((long)images * TokensPerImage) + Math.Max(answer ?? AnswerTokens, 0);

    /// <summary>The <c>num_ctx</c> to send; null where the model's own is enough.</summary>
    /// <param name="needed">The tokens the request may need.</param>
    /// <param name="details">What is known of the model. Where its length is not, Ollama itself takes too large a value down to it.</param>
    public static int? Choose(long needed, OllamaModelDetails details)
    {
        if (details.ConfiguredContext is { } configured && configured >= Math.Min(needed, details.ContextWindow ?? int.MaxValue)) return null;
        var step = First;
        while (step < needed && step < Last) step *= 2;
        return Math.Min(step, details.ContextWindow ?? Last);
    }
}
