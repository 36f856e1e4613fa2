using System.Text;
using System.Text.Json;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Finds text and reasoning in a delta or message, under whatever names and in whatever shape a server sends them.</summary>
internal static class DeltaText
{
    /// <summary>The text; empty where there is none.</summary>
    public static string Text(JsonElement delta)
    {
        var content = delta.Member("content");
        var text = content is { ValueKind: JsonValueKind.String } plain ? plain.Text() : Joined(content, "text");
        return text ?? "";
    }

    /// <summary>The reasoning; null where there is none. Where it is sent under two names it is the same text.</summary>
    public static string? Reasoning(JsonElement delta) =>
        delta.String("reasoning_content") ?? delta.String("reasoning")
        ?? Joined(delta.Member("reasoning_details"), "text", "summary") ?? ThinkingIn(delta.Member("content"));

    /// <summary>Mistral's shape: an array of parts, some of type <c>thinking</c> with parts of their own.</summary>
    private static string? ThinkingIn(JsonElement? content)
    {
        if (content is not { ValueKind: JsonValueKind.Array } parts) return null;
        var thinking = string.Concat(parts.EnumerateArray().Select(part => part.Member("thinking")).OfType<JsonElement>()
            .Select(inner => inner.ValueKind == JsonValueKind.String ? inner.Text() : Joined(inner, "text")));
        return thinking.Length > 0 ? thinking : null;
    }

    /// <summary>The strings under any of the names in an array of objects; null where there are none.</summary>
    private static string? Joined(JsonElement? array, params string[] names)
    {
        if (array is not { ValueKind: JsonValueKind.Array } items) return null;
        var joined = new StringBuilder();
        foreach (var item in items.EnumerateArray())
        {
            foreach (var name in names) joined.Append(item.String(name));
        }
        return joined.Length > 0 ? joined.ToString() : null;
    }
}
