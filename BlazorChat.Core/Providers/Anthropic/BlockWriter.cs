using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Writes the contents of one message as blocks.</summary>
internal static class BlockWriter
{
    // What is deeper would not fit into the depth that a body may have.
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    /// <summary>What writes the fields of each block; none for what the API does not take, such as an empty text.</summary>
    public static IEnumerable<Action<Utf8JsonWriter>> Of(ChatMessage message)
    {
        var isAssistant = message.Role == ChatRole.Assistant;
        var thought = new StringBuilder();
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case TextReasoningContent reasoning when isAssistant:
                    thought.Append(reasoning.Text);
                    if (reasoning.ProtectedData is not { Length: > 0 } seal) break;
                    var text = thought.ToString();
                    thought.Clear();
                    yield return json => WriteThinking(json, reasoning, text, seal);
                    break;
                case TextContent { Text: var said } when !string.IsNullOrWhiteSpace(said):
                    yield return json => WriteText(json, said);
                    break;
                case FunctionCallContent call when isAssistant:
                    yield return json => WriteCall(json, call);
                    break;
                case FunctionResultContent result when !isAssistant:
                    yield return json => WriteResult(json, result);
                    break;
                case DataContent data when !isAssistant && data.HasTopLevelMediaType("image"):
                    yield return json => WriteImage(json, data);
                    break;
                case UriContent link when !isAssistant && link.HasTopLevelMediaType("image") && link.Uri.Scheme is "http" or "https":
                    yield return json => WriteImage(json, link.Uri);
                    break;
            }
        }
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteString("type", "text");
        json.WriteString("text", LenientJson.WellFormed(text));
    }

    /// <summary>The model gets its thoughts back while it calls tools. Only with their signature: the API refuses them without.</summary>
    private static void WriteThinking(Utf8JsonWriter json, TextReasoningContent content, string text, string seal)
    {
        var isRedacted = content.AdditionalProperties?.ContainsKey(EventReader.Redacted) is true;
        json.WriteString("type", isRedacted ? "redacted_thinking" : "thinking");
        if (!isRedacted) json.WriteString("thinking", LenientJson.WellFormed(text));
        json.WriteString(isRedacted ? "data" : "signature", seal);
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteString("type", "tool_use");
        json.WriteString("id", Id(call.CallId));
        json.WriteString("name", LenientJson.WellFormed(call.Name));
        json.WritePropertyName("input");
        if (call.AdditionalProperties?.TryGetValue(ContentKeys.RawArguments, out string? raw) is true && raw is not null) WriteInput(json, raw);
        else json.WriteRawValue(JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Compact));
    }

    /// <summary>The API takes an object only. What the model wrote and is none goes back to it in one, so that it sees its mistake.</summary>
    private static void WriteInput(Utf8JsonWriter json, string raw)
    {
        try
        {
            using var input = JsonDocument.Parse(raw.Length > 0 ? raw : "{}", Shallow);
            if (input.RootElement.ValueKind == JsonValueKind.Object)
            {
                json.WriteRawValue(LenientJson.WellFormed(raw.Length > 0 ? raw : "{}"));
                return;
            }
        }
        catch (JsonException)
        {
            // Written below.
        }
        json.WriteStartObject();
        json.WriteString("INVALID_JSON", LenientJson.WellFormed(raw));
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        var text = result.Result as string ?? (result.Result is null ? "" : JsonSerializer.Serialize(result.Result, Compact));
        if (text.Length == 0) text = result.Exception?.Message ?? "";
        json.WriteString("type", "tool_result");
        json.WriteString("tool_use_id", Id(result.CallId));
        if (!string.IsNullOrWhiteSpace(text)) json.WriteString("content", LenientJson.WellFormed(text));
        if (result.Exception is not null) json.WriteBoolean("is_error", true);
    }

    private static void WriteImage(Utf8JsonWriter json, DataContent data)
    {
        json.WriteString("type", "image");
        json.WriteStartObject("source");
        json.WriteString("type", "base64");
        json.WriteString("media_type", data.MediaType is "image/jpg" ? "image/jpeg" : data.MediaType);
        json.WriteBase64String("data", data.Data.Span);
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, Uri address)
    {
        json.WriteString("type", "image");
        json.WriteStartObject("source");
        json.WriteString("type", "url");
        json.WriteString("url", address.AbsoluteUri);
        json.WriteEndObject();
    }

    /// <summary>An id that another provider made may hold what this API refuses in one; call and result change alike.</summary>
    private static string Id(string id) => id.Length == 0 ? "_" : string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
}
