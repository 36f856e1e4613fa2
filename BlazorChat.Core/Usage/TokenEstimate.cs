using System.Text;

namespace BlazorChat.Core.Usage;

/// <summary>Guesses tokens where a provider gave no figures. What it returns is always marked as estimated.</summary>
public static class TokenEstimate
{
    /// <summary>UTF-8 bytes through four, rounded up: near the byte-pair encodings for English, high for scripts outside ASCII.</summary>
    public static long Of(string text) => (Encoding.UTF8.GetByteCount(text) + 3) / 4;
}
