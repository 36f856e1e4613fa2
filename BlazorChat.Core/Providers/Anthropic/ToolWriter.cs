using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Writes which tools the model may call.</summary>
internal static class ToolWriter
{
    /// <summary>Writes <c>tools</c> and <c>tool_choice</c>; nothing where there are none.</summary>
    public static void Write(Utf8JsonWriter json, ChatOptions options)
    {
        AIFunctionDeclaration[] tools = [.. options.Tools?.OfType<AIFunctionDeclaration>() ?? []];
        if (tools.Length == 0) return;
        json.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            if (tool.Description.Length > 0) json.WriteString("description", LenientJson.WellFormed(tool.Description));
            json.WritePropertyName("input_schema");
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteChoice(json, options);
    }

    private static void WriteChoice(Utf8JsonWriter json, ChatOptions options)
    {
        var name = (options.ToolMode as RequiredChatToolMode)?.RequiredFunctionName;
        var type = options.ToolMode switch
        {
            NoneChatToolMode => "none",
            RequiredChatToolMode => name is null ? "any" : "tool",
            _ => options.AllowMultipleToolCalls is false ? "auto" : null,
        };
        if (type is null) return;
        json.WriteStartObject("tool_choice");
        json.WriteString("type", type);
        if (name is not null) json.WriteString("name", name);
        if (options.AllowMultipleToolCalls is false && type != "none") json.WriteBoolean("disable_parallel_tool_use", true);
        json.WriteEndObject();
    }
}
