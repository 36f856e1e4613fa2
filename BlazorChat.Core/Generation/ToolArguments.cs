using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Generation;

/// <summary>The arguments of a tool call as text: what the model wrote where the provider kept it, else JSON again. Never empty.</summary>
internal static class ToolArguments
{
    /// <summary>Where an adapter leaves the arguments as the model wrote them.</summary>
    public const string RawKey = "arguments";

    public static string TextOf(FunctionCallContent call)
    {
        if (call.AdditionalProperties?.TryGetValue(RawKey, out var raw) is true && raw is string { Length: > 0 } text)
        {
            return Sessions.StorableText.Clean(text);
        }

        return JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>());
    }
}
