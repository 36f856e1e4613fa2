using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace BlazorChat.Core.Providers;

/// <summary>Reads JSON as providers really send it: half surrogate pairs and broken UTF-8 are text, and a missing member is no exception.</summary>
internal static class LenientJson
{
    /// <summary>A member of an object; null where it is missing, null, or the element is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>A member that is a string and not empty; else null.</summary>
    public static string? String(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value && value.Text() is { Length: > 0 } text ? text : null;

    /// <summary>A member that is a number, cut to a whole one and not below zero; else null.</summary>
    public static long? Count(this JsonElement element, string name)
    {
        if (element.Member(name) is not { ValueKind: JsonValueKind.Number } value) return null;
        if (value.TryGetInt64(out var whole)) return Math.Max(0, whole);
        return value.TryGetDouble(out var real) && real is >= 0 and < 1e15 ? (long)real : null;
    }

    /// <summary>
    /// The text of a string element. Unlike <see cref="JsonElement.GetString"/> it gives half a surrogate pair as it is (the other half
    /// may be in the next delta) and broken UTF-8 as U+FFFD.
    /// </summary>
    public static string Text(this JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element)[1..^1];
        var text = Encoding.UTF8.GetString(raw);
        return text.Contains('\\') ? Unescape(text) : text;
    }

    /// <summary>The text of a string element, or the JSON of any other.</summary>
    public static string TextOrJson(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.Text() : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));

    /// <summary>The text with every half of a surrogate pair that stands alone replaced by U+FFFD: fit to be stored and sent.</summary>
    public static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0) return text;
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune);
        return result.ToString();
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }
            i++;
            result.Append(text[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var other => other,
            });
            if (text[i] == 'u') i += 4;
        }
        return result.ToString();
    }
}
