using BlazorChat.Core.Usage.Tokens;

namespace BlazorChat.Core.Usage;

/// <summary>Guesses tokens where a provider gave no figures. What it returns is always marked as estimated.</summary>
public static class TokenEstimate
{
    /// <summary>Up to this many UTF-16 units the whole text is counted: 262,144.</summary>
    internal const int MaxCounted = 256 << 10;

    private const int Samples = 16;
    private const int SampleLength = 16 << 10;

    /// <summary>
    /// The text's tokens by <see cref="TokenCounter"/>, which is exact for OpenAI's newer models and near it for others. Of a text above
    /// 262,144 UTF-16 units sixteen samples of 16,384, at even distances, are counted, and the rest is taken to be like them.
    /// </summary>
    public static long Of(string text)
    {
        if (text.Length <= MaxCounted) return TokenCounter.Count(text);
        var counted = 0L;
        for (var sample = 0; sample < Samples; sample++)
        {
            var start = (int)((long)(text.Length - SampleLength) * sample / (Samples - 1));
            counted += TokenCounter.Count(text.AsSpan(start, SampleLength));
        }
        return (long)Math.Ceiling((double)counted * text.Length / (Samples * SampleLength));
    }
}
