using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Writes the messages of a conversation in OpenAI's shape.</summary>
internal static class MessageWriter
{
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    /// <summary>Writes one message, or for the results of tools one message each.</summary>
    public static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            foreach (var result in message.Contents.OfType<FunctionResultContent>()) WriteResult(json, result);
        }
        else if (message.Role == ChatRole.Assistant) WriteAssistant(json, message);
        else if (message.Contents.Any(IsImage)) WriteParts(json, message);
        else WriteText(json, message.Role.Value, message.Text);
    }

    /// <summary>Writes a message that is nothing but text.</summary>
    public static void WriteText(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", LenientJson.WellFormed(text));
        json.WriteEndObject();
    }

    private static void WriteAssistant(Utf8JsonWriter json, ChatMessage message)
    {
        FunctionCallContent[] calls = [.. message.Contents.OfType<FunctionCallContent>()];
        if (calls.Length == 0)
        {
            WriteText(json, "assistant", message.Text);
            return;
        }
        json.WriteStartObject();
        json.WriteString("role", "assistant");
        if (message.Text.Length > 0) json.WriteString("content", LenientJson.WellFormed(message.Text));
        else json.WriteNull("content");
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id", call.CallId);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", Arguments(call));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What the model wrote, where it is known: to the letter, so that a provider's cache of the prompt still fits.</summary>
    private static string Arguments(FunctionCallContent call) =>
        call.AdditionalProperties?.TryGetValue(ContentKeys.RawArguments, out string? raw) is true && raw is not null
            ? LenientJson.WellFormed(raw)
            : JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Compact);

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        var text = result.Result as string ?? JsonSerializer.Serialize(result.Result, Compact);
        json.WriteStartObject();
        json.WriteString("role", "tool");
        json.WriteString("tool_call_id", result.CallId);
        json.WriteString("content", LenientJson.WellFormed(text));
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        json.WriteStartArray("content");
        foreach (var content in message.Contents)
        {
            if (content is TextContent text) WritePart(json, "text", () => json.WriteString("text", LenientJson.WellFormed(text.Text)));
            else if (ImageUrl(content) is { } url) WritePart(json, "image_url", () => WriteImage(json, url));
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, string type, Action writeRest)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        writeRest();
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, string url)
    {
        json.WriteStartObject("image_url");
        json.WriteString("url", url);
        json.WriteEndObject();
    }

    private static bool IsImage(AIContent content) => ImageUrl(content) is not null;

    private static string? ImageUrl(AIContent content) => content switch
    {
        DataContent data when data.HasTopLevelMediaType("image") => data.Uri,
        UriContent link when link.HasTopLevelMediaType("image") => link.Uri.AbsoluteUri,
        _ => null,
    };
}
