using System.Text.Json;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Two failures that people can act on come as a plain <c>invalid_request_error</c> with status 400; only their words tell them apart.</summary>
internal static class KnownWords
{
    /// <summary>The reply, with the status or the code by which such a failure is recognised.</summary>
    public static ProviderReply Sharpen(ProviderReply reply)
    {
        if (reply.Status != 400) return reply;
        var words = ErrorBody.Read(reply.Body).Message;
        if (words.Contains("credit balance is too low", StringComparison.OrdinalIgnoreCase)) return reply with { Status = 402 };
        // The second where only prompt and answer together are too long.
        string[] tooLong = ["prompt is too long", "exceed context limit"];
        if (!tooLong.Any(phrase => words.Contains(phrase, StringComparison.OrdinalIgnoreCase))) return reply;
        return reply with { Body = JsonSerializer.Serialize(new { error = new { code = "context_length_exceeded", message = LenientJson.WellFormed(words) } }) };
    }
}
