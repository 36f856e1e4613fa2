using System.Text.Json;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// Brings to light what OpenRouter wraps: behind its "Provider returned error" stands in <c>error.metadata</c> who failed and what they
/// said (https://openrouter.ai/docs/api-reference/errors).
/// </summary>
internal static class UpstreamWords
{
    /// <summary>The error with those words in its message; the same where there are none.</summary>
    public static JsonElement In(JsonElement root)
    {
        if (root.Member("error") is not { ValueKind: JsonValueKind.Object } error || error.Member("metadata") is not { } metadata) return root;
        var raw = metadata.Member("raw")?.TextOrJson() ?? "";
        var words = ErrorBody.Read(raw) is { IsApi: true, Message: { Length: > 0 } inner } ? inner : raw;
        string[] parts = [.. new[] { metadata.String("provider_name"), words }.Where(part => !string.IsNullOrWhiteSpace(part)).OfType<string>()];
        if (parts.Length == 0) return root;
        return JsonSerializer.SerializeToElement(new Dictionary<string, object?>
        {
            ["error"] = new Dictionary<string, object?>
            {
                ["message"] = LenientJson.WellFormed($"{error.String("message")} ({string.Join(": ", parts)})".TrimStart()),
                ["code"] = error.Member("code"),
                ["type"] = error.Member("type"),
            },
        });
    }

    /// <summary>The same for the body of an error answer, which may be anything.</summary>
    public static string In(string body)
    {
        if (!body.Contains("\"metadata\"", StringComparison.Ordinal)) return body;
        try
        {
            using var json = JsonDocument.Parse(body);
            return In(json.RootElement).GetRawText();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return body;
        }
    }
}
