using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorChat.Core.Providers;

/// <summary>The provider's own words about a failure.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Code">Its word for the failure, lower case; null where there is none.</param>
/// <param name="Status">The HTTP status that it names inside the body; null where it names none.</param>
/// <param name="IsApi">Whether it is JSON, as an API's errors are.</param>
internal sealed partial record ErrorBody(string Message, string? Code, int? Status, bool IsApi)
{
    /// <summary>Reads the body of an error answer in any of the shapes that are about: OpenAI's, FastAPI's, a bare text, a page of HTML.</summary>
    public static ErrorBody Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return FromJson(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var title = Title().Match(body);
            var text = title.Success ? $"a page titled “{title.Groups[1].Value.Trim()}”" : Tag().Replace(body, " ");
            return new ErrorBody(text.Trim(), null, null, false);
        }
    }

    /// <summary>Reads an error object, or an object that holds one.</summary>
    public static ErrorBody FromJson(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0) root = root[0];
        var error = root.Member("error") ?? root;
        if (error.ValueKind == JsonValueKind.String) return new ErrorBody(error.Text(), null, null, true);
        var message = error.Member("message") ?? error.Member("detail") ?? root.Member("message") ?? root.Member("detail");
        var code = error.Member("code");
        var word = code is { ValueKind: JsonValueKind.String } ? code : error.Member("type") ?? root.Member("type");
        return new ErrorBody(message?.TextOrJson() ?? "", word?.TextOrJson().ToLowerInvariant(), StatusIn(code) ?? StatusIn(error.Member("status")), true);
    }

    private static int? StatusIn(JsonElement? code) => code switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var status) && status is >= 400 and <= 599 => status,
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.Text(), out var status) && status is >= 400 and <= 599 => status,
        _ => null,
    };

    [GeneratedRegex("<title[^>]*>([^<]{1,200})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]{0,1000}>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
