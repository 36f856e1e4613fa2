using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Writes a conversation in Anthropic's shape: two roles in turn, and the system prompt beside them.</summary>
internal static class MessageWriter
{
    /// <summary>The system prompt: the instructions and every system message, wherever it stands.</summary>
    public static string SystemOf(string? instructions, IEnumerable<ChatMessage> messages)
    {
        var texts = messages.Where(IsSystem).Select(message => message.Text).Prepend(instructions ?? "");
        return LenientJson.WellFormed(string.Join("\n\n", texts.Where(text => !string.IsNullOrWhiteSpace(text))));
    }

    /// <summary>Writes the messages. Those of one role that follow each other become one, as the API wants it of the results of tools.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<ChatMessage> messages)
    {
        string? open = null;
        foreach (var message in messages.Where(message => !IsSystem(message)))
        {
            var role = message.Role == ChatRole.Assistant ? "assistant" : "user";
            foreach (var write in BlockWriter.Of(message))
            {
                if (open != role)
                {
                    if (open is not null) End(json);
                    Begin(json, role);
                    open = role;
                }
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
            }
        }
        if (open is not null) End(json);
    }

    private static void Begin(Utf8JsonWriter json, string role)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteStartArray("content");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsSystem(ChatMessage message) => message.Role == ChatRole.System;
}
