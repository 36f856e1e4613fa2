using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlazorChat.Core.Sessions.Parts;

/// <summary>Writes parts as the JSON that the database holds. A part's JSON is also the journal's payload for what does not grow.</summary>
internal static class PartsJson
{
    // The relaxed encoder keeps every script readable and short; the JSON is never put into HTML.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<MessagePart> parts) => JsonSerializer.Serialize(parts, Options);

    public static IReadOnlyList<MessagePart> Read(string json) => JsonSerializer.Deserialize<List<MessagePart>>(json, Options) ?? [];

    public static string WriteOne(MessagePart part) => JsonSerializer.Serialize(part, Options);

    public static MessagePart ReadOne(string json) =>
        JsonSerializer.Deserialize<MessagePart>(json, Options) ?? throw new InvalidDataException("A message part is empty.");
}
