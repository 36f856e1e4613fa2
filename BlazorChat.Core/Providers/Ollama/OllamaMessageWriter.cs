using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Writes the messages of a conversation in Ollama's shape, and counts the images among them. For one request.</summary>
internal sealed class OllamaMessageWriter(Utf8JsonWriter json)
{
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    private readonly Dictionary<string, string> _toolsByCall = new(StringComparer.Ordinal);

    /// <summary>How many images were written.</summary>
    public int ImageCount { get; private set; }

    /// <summary>How many bytes of the request they take.</summary>
    public long ImageBytes { get; private set; }

    /// <summary>Writes one message, or for the results of tools one message each.</summary>
    public void Write(ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            foreach (var result in message.Contents.OfType<FunctionResultContent>()) WriteResult(result);
        }
        else if (message.Role == ChatRole.Assistant) WriteAssistant(message);
        else WriteQuestion(message);
    }

    /// <summary>Writes a message that is nothing but text.</summary>
    public void WriteText(string role, string text)
    {
        Begin(role, text);
        json.WriteEndObject();
    }

    private void Begin(string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", LenientJson.WellFormed(text));
    }

    private void WriteQuestion(ChatMessage message)
    {
        // OpenAI's newer word for the system; templates know only the older one.
        Begin(message.Role.Value == "developer" ? "system" : message.Role.Value, message.Text);
        DataContent[] images = [.. message.Contents.OfType<DataContent>().Where(data => data.HasTopLevelMediaType("image"))];
        if (images.Length > 0)
        {
            json.WriteStartArray("images");
            foreach (var image in images) WriteImage(image.Data.Span);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private void WriteImage(ReadOnlySpan<byte> bytes)
    {
        json.WriteBase64StringValue(bytes);
        ImageCount++;
        ImageBytes += (bytes.Length + 2L) / 3 * 4;
    }

    private void WriteAssistant(ChatMessage message)
    {
        Begin("assistant", message.Text);
        FunctionCallContent[] calls = [.. message.Contents.OfType<FunctionCallContent>()];
        if (calls.Length > 0)
        {
            // In the middle of its work a model goes on with the thoughts that led to the call; those of former answers are left out.
            var thinking = string.Concat(message.Contents.OfType<TextReasoningContent>().Select(content => content.Text));
            if (thinking.Length > 0) json.WriteString("thinking", LenientJson.WellFormed(thinking));
            json.WriteStartArray("tool_calls");
            foreach (var call in calls) WriteCall(call);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private void WriteCall(FunctionCallContent call)
    {
        _toolsByCall[call.CallId] = call.Name;
        json.WriteStartObject();
        json.WriteStartObject("function");
        json.WriteString("name", LenientJson.WellFormed(call.Name));
        json.WritePropertyName("arguments");
        json.WriteRawValue(Arguments(call));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What the model wrote, where it is an object: to the letter, so that the cache of the prompt still fits. Ollama takes nothing else.</summary>
    private static string Arguments(FunctionCallContent call)
    {
        if (call.AdditionalProperties?.TryGetValue(ContentKeys.RawArguments, out string? raw) is true && raw is not null && IsObject(raw)) return LenientJson.WellFormed(raw);
        return JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Compact);
    }

    private static bool IsObject(string raw)
    {
        try
        {
            using var parsed = JsonDocument.Parse(LenientJson.WellFormed(raw));
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Ollama finds a result's tool by its name, not by the call.</summary>
    private void WriteResult(FunctionResultContent result)
    {
        Begin("tool", result.Result as string ?? JsonSerializer.Serialize(result.Result, Compact));
        if (_toolsByCall.TryGetValue(result.CallId, out var name)) json.WriteString("tool_name", LenientJson.WellFormed(name));
        json.WriteEndObject();
    }
}
