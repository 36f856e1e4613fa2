using System.Text.Json;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Reads a provider's list of models.</summary>
internal static class ModelList
{
    private const int MaxBytes = 16 << 20;

    private static readonly string[] OtherPurposes =
    [
        "embedding", "whisper", "tts", "dall-e", "moderation", "image", "sora", "realtime", "transcribe", "audio", "babbage", "davinci", "instruct",
    ];

    /// <summary>The names in the provider's order, each once.</summary>
    /// <exception cref="ProviderException">It is no list of models.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(Stream body, ProviderErrors errors, ProviderReply reply, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(await new LineReader(body).ReadToEndAsync(MaxBytes, cancellationToken));
            var root = json.RootElement;
            if (root.Member("error") is not null) throw errors.FromStream(root, reply);
            var list = root.Member("data") ?? root.Member("models") ?? root;
            if (list.ValueKind != JsonValueKind.Array) throw errors.NotAnApi(reply, "it sent no list of models", "");
            return [.. list.EnumerateArray().Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException)
        {
            throw errors.NotAnApi(reply, "it sent no list of models. Check base_url: most end in /v1", "");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
    }

    /// <summary>Whether one of OpenAI's models can be talked to: its list names all it has, and tells nothing of their purpose.</summary>
    public static bool IsForChat(string model) => !OtherPurposes.Any(word => model.Contains(word, StringComparison.Ordinal));

    private static string? NameOf(JsonElement model)
    {
        var name = model.ValueKind == JsonValueKind.String ? model.Text() : model.String("id") ?? model.String("name");
        return name is { Length: > 0 and <= 256 } && !name.Any(char.IsControl) ? LenientJson.WellFormed(name) : null;
    }
}
