using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Collects the pieces of an answer's tool calls until they are whole.</summary>
internal sealed class ToolCallBuffer
{
    /// <summary>The longest text of all arguments together, in UTF-16 units: 4 Mi (R13).</summary>
    public const int MaxLength = 4 << 20;

    private readonly List<Call> _calls = [];
    private int _length;

    /// <summary>Takes one element of <c>delta.tool_calls</c>, or the older <c>delta.function_call</c>.</summary>
    /// <exception cref="InvalidDataException">The arguments are longer than <see cref="MaxLength"/>.</exception>
    public ToolCallDelta Add(JsonElement element)
    {
        var function = element.Member("function") ?? element;
        var id = element.String("id");
        var name = function.String("name");
        var index = element.Member("index") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : (int?)null;
        var call = Find(index, id, name);
        // Some providers repeat the name with every piece, some send it in pieces: the first that is whole and not empty holds.
        call.Name ??= name;
        call.Id ??= id;
        var arguments = function.Member("arguments")?.TextOrJson() ?? "";
        _length += arguments.Length;
        if (_length > MaxLength) throw new InvalidDataException("more than 4 MiB of tool arguments");
        call.Arguments.Append(arguments);
        return new ToolCallDelta(_calls.IndexOf(call), call.Name, LenientJson.WellFormed(arguments));
    }

    /// <summary>Gives the calls that were collected, whole, and forgets them.</summary>
    public IEnumerable<FunctionCallContent> Take()
    {
        FunctionCallContent[] contents = [.. _calls.Where(call => call.Name is not null).Select((call, i) => Content(call, i))];
        _calls.Clear();
        return contents;
    }

    private Call Find(int? index, string? id, string? name)
    {
        var found = index is { } at ? _calls.FindLast(call => call.Index == at)
            : id is not null ? _calls.FindLast(call => call.Id == id)
            : _calls.LastOrDefault();
        // Several whole calls under one index, or without any: a new id, or a new name without an id, begins the next one.
        var isNext = found is not null && name is not null && (id is not null ? found.Id is not null && found.Id != id : index is null && found.Name is not null);
        if (found is not null && !isNext) return found;
        var call = new Call(index, id);
        _calls.Add(call);
        return call;
    }

    private static FunctionCallContent Content(Call call, int position)
    {
        var raw = LenientJson.WellFormed(call.Arguments.ToString());
        var content = new FunctionCallContent(call.Id ?? $"call_{position}", LenientJson.WellFormed(call.Name!))
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

    private sealed class Call(int? index, string? id)
    {
        public int? Index { get; } = index;

        public string? Id { get; set; } = id;

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
