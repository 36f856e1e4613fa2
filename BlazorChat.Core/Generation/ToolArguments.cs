using System.Text.Json;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Generation;

/// <summary>The arguments of a tool call as text: what the model wrote where the provider kept it, else JSON again. Never empty.</summary>
internal static class ToolArguments
{
    public static string TextOf(FunctionCallContent call) =>
        call.AdditionalProperties?.TryGetValue(ContentKeys.RawArguments, out var raw) is true && raw is string { Length: > 0 } text
            ? StorableText.Clean(text)
            : JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>());
}
