using System.Text;
using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Collects the pieces of an answer's tool calls until they are whole.</summary>
internal sealed class ToolUses
{
    private readonly Dictionary<int, Use> _open = [];
    private int _count;
    private int _length;

    /// <summary>A call begins. Arguments that come with it hold unless pieces of them follow.</summary>
    /// <exception cref="InvalidDataException">The arguments are too long.</exception>
    public ToolCallDelta Start(int index, JsonElement block)
    {
        var name = LenientJson.WellFormed(block.String("name") ?? "");
        var id = LenientJson.WellFormed(block.String("id") ?? $"call_{_count}");
        var use = new Use(_count++, id, name, block.Member("input")?.TextOrJson() ?? "");
        Grow(use.Given);
        _open[index] = use;
        return new ToolCallDelta(use.Position, use.Name, "");
    }

    /// <summary>A piece of the arguments; null where it belongs to no call of ours.</summary>
    /// <exception cref="InvalidDataException">The arguments are too long.</exception>
    public ToolCallDelta? Add(int index, string piece)
    {
        if (!_open.TryGetValue(index, out var use)) return null;
        Grow(piece);
        use.Written.Append(piece);
        return new ToolCallDelta(use.Position, use.Name, LenientJson.WellFormed(piece));
    }

    /// <summary>The call, whole; null where there is none at this place.</summary>
    public FunctionCallContent? Stop(int index) => _open.Remove(index, out var use) ? Content(use) : null;

    /// <summary>The calls that nothing closed.</summary>
    public IReadOnlyList<FunctionCallContent> StopAll()
    {
        FunctionCallContent[] calls = [.. _open.Values.OrderBy(use => use.Position).Select(Content).OfType<FunctionCallContent>()];
        _open.Clear();
        return calls;
    }

    /// <summary>Forgets the calls that nothing closed.</summary>
    public void Drop() => _open.Clear();

    private void Grow(string piece)
    {
        _length += piece.Length;
        if (_length > ToolCallBuffer.MaxLength) throw new InvalidDataException("The tool calls are too long.");
    }

    private static FunctionCallContent? Content(Use use)
    {
        if (use.Name.Length == 0) return null;
        var raw = LenientJson.WellFormed(use.Written.Length > 0 ? use.Written.ToString() : use.Given);
        var content = new FunctionCallContent(use.Id, use.Name)
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [ContentKeys.RawArguments] = raw },
        };
        try
        {
            content.Arguments = raw.Length == 0 ? new Dictionary<string, object?>() : JsonSerializer.Deserialize<Dictionary<string, object?>>(raw);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            content.Exception = new InvalidDataException("The model wrote arguments that are no JSON object.");
        }
        return content;
    }

    private sealed record Use(int Position, string Id, string Name, string Given)
    {
        public StringBuilder Written { get; } = new();
    }
}
