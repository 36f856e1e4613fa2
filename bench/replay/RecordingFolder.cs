using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlazorChat.Bench.Replay;

/// <summary>Reads the list of recordings and what is expected of them. It is read where it lies.</summary>
internal sealed partial class RecordingFolder(string folder)
{
    private readonly JsonElement _expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json"))).RootElement;

    /// <summary>Every recorded stream of a chat.</summary>
    public IEnumerable<Recording> Streams() =>
        from line in File.ReadLines(Path.Combine(folder, "INDEX.tsv"))
        let fields = line.Split('\t')
        where fields is [_, _, _, "POST", var url, _, "stream", ..] && Chat().IsMatch(url)
        select Read(fields[0], fields[1], fields[2]);

    private Recording Read(string provider, string name, string step)
    {
        var id = $"{name}~{step}";
        var expected = _expected.GetProperty($"{provider}/{id}");
        var body = Body(provider, name, int.Parse(step, System.Globalization.CultureInfo.InvariantCulture));
        var error = expected.TryGetProperty("error", out var words) ? words.GetString() : null;
        // That SDK gives up at a second beginning; the text that came is there all the same.
        var gaveUp = error?.Contains("Unexpected event order", StringComparison.Ordinal) is true;
        return new Recording(provider, id)
        {
            Text = gaveUp ? AnthropicText(body) : expected.GetProperty("text").GetString()!,
            Reasoning = expected.GetProperty("reasoning").GetString()!,
            Calls = [.. expected.GetProperty("tools").EnumerateArray().Select(call => $"{NameOf(call)} {Canonical(ArgumentsOf(call))}")],
            Usage = Counts(provider, expected.GetProperty("usage"), body),
            Finish = FinishOf(provider, expected.GetProperty("finish").GetString(), body),
            HasError = error is not null && !gaveUp,
            IsTextOnly = gaveUp,
            FinishesEarly = FinishWord().IsMatch(FirstHalf(body, provider == "ollama-native")),
        };
    }

    /// <summary>The arguments in one form, so that spaces do not count.</summary>
    public static string Canonical(string arguments)
    {
        try
        {
            return arguments.Trim().Length == 0 ? "{}" : JsonNode.Parse(arguments)!.ToJsonString();
        }
        catch (JsonException)
        {
            return arguments;
        }
    }

    /// <summary>That SDK joins the names of a call's pieces; where every piece repeats the whole name, it is the name once.</summary>
    private static string NameOf(JsonElement call)
    {
        var name = call.GetProperty("name").GetString()!;
        var half = name[..(name.Length / 2)];
        return half.Length > 0 && half + half == name ? half : name;
    }

    private static string ArgumentsOf(JsonElement call) =>
        call.GetProperty("args") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : call.GetProperty("args").GetRawText();

    private static TokenCounts Counts(string provider, JsonElement usage, string body)
    {
        if (usage.ValueKind != JsonValueKind.Object) return new TokenCounts(null, null, null, null);
        var (input, cached) = (Count(usage, "in"), Count(usage, "cached") ?? Count(usage, "cache_read"));
        if (provider == "anthropic") input += (cached ?? 0) + CacheCreation(body);
        return new TokenCounts(input, Count(usage, "out"), cached, Count(usage, "reasoning"));
    }

    private static long? Count(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static long CacheCreation(string body) =>
        Events(body).Select(data => data["usage"] ?? data["message"]?["usage"]).Select(usage => usage?["cache_creation_input_tokens"]?.GetValue<long>()).LastOrDefault(count => count is not null) ?? 0;

    private static string AnthropicText(string body) => string.Concat(Events(body).Select(data =>
        (string?)data["type"] == "content_block_start" && (string?)data["content_block"]?["type"] == "text" ? (string?)data["content_block"]!["text"]
        : (string?)data["delta"]?["type"] == "text_delta" ? (string?)data["delta"]!["text"]
        : null));

    private static IEnumerable<JsonNode> Events(string body) =>
        body.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[5..])!);

    private static string? FinishOf(string provider, string? word, string body) => word switch
    {
        null when provider == "ollama-native" && Done().IsMatch(body) => "stop",
        "end_turn" or "stop_sequence" or "load" or "unload" => "stop",
        "max_tokens" => "length",
        "tool_use" or "function_call" => "tool_calls",
        "refusal" => "content_filter",
        _ => word,
    };

    private static string FirstHalf(string body, bool isLines)
    {
        var parts = body.Split(isLines ? "\n" : "\n\n", StringSplitOptions.RemoveEmptyEntries);
        return string.Join("\n\n", parts.Take((parts.Length + 1) / 2));
    }

    private string Body(string provider, string name, int step)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, provider, FileName().Replace(name, "_") + ".json")));
        var response = json.RootElement.GetProperty("steps")[step].GetProperty("response");
        return response.TryGetProperty("b64", out var encoded) && encoded.ValueKind == JsonValueKind.String
            ? System.Text.Encoding.UTF8.GetString(encoded.GetBytesFromBase64())
            : response.GetProperty("body").GetString()!;
    }

    [GeneratedRegex(@"chat/completions|/v1/messages(\?|$)|/api/chat|/api/generate")]
    private static partial Regex Chat();

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex FileName();

    [GeneratedRegex("""(?<!\\)"(?:finish_reason|stop_reason)": ?"[^"]|(?<!\\)"done": ?true""")]
    private static partial Regex FinishWord();

    [GeneratedRegex("""(?<!\\)"done": ?true""")]
    private static partial Regex Done();
}
