using System.Globalization;
using System.Text.Json;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>Reads a draft out of a form's texts. What is no number, no JSON or no header is noted; all other judgement is the store's.</summary>
/// <param name="form">The form.</param>
internal sealed class ConnectionDraftReader(ConnectionForm form)
{
    /// <summary>What could not be read.</summary>
    public List<FieldError> Errors { get; } = [];

    /// <summary>The draft; of no use where there are errors.</summary>
    public ConnectionDraft Read() => new(form["name"].Trim(), form["provider"])
    {
        BaseUrl = form["base_url"].Trim(),
        ApiKey = form.KeyToSend,
        Models = Lines("models"),
        Fallbacks = Lines("fallbacks"),
        Headers = Headers(),
        Defaults = Parameters(),
        ContextWindow = (int?)Whole("context_window", int.MaxValue),
        ConnectSeconds = Number("connect_timeout"),
        FirstTokenSeconds = Number("first_token_timeout"),
        IdleSeconds = Number("idle_timeout"),
        TotalSeconds = Number("total_timeout"),
        IsActive = form.Stored?.IsActive ?? true,
    };

    /// <summary>What is wrong with extra fields; null where nothing is.</summary>
    public static FieldError? ExtraProblem(string text) => TryReadExtra(text, out _) ? null : new FieldError("extra_body", "connection_extra_wrong", "Extra fields are a JSON object, such as {\"top_k\": 40}.");

    private ModelParameters Parameters() => new()
    {
        Temperature = (float?)Parameter("temperature"),
        TopP = (float?)Parameter("top_p"),
        MaxTokens = form.Knows("max_tokens") ? (int?)Whole("max_tokens", int.MaxValue) : null,
        Seed = form.Knows("seed") ? Whole("seed", long.MaxValue) : null,
        FrequencyPenalty = (float?)Parameter("frequency_penalty"),
        PresencePenalty = (float?)Parameter("presence_penalty"),
        ReasoningEffort = form.Knows("reasoning_effort") && form["reasoning_effort"].Length > 0 ? form["reasoning_effort"] : null,
        Stop = form.Knows("stop") && Lines("stop") is { Count: > 0 } stop ? stop : null,
        SystemPrompt = string.IsNullOrWhiteSpace(form["system_prompt"]) ? null : form["system_prompt"],
        ExtraBody = Extra(),
    };

    private double? Parameter(string field) => form.Knows(field) ? Number(field) : null;

    private double? Number(string field)
    {
        var text = form[field].Trim();
        if (text.Length == 0) return null;
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Errors.Add(new FieldError(field, "connection_number_wrong", "This is no number."));
        return null;
    }

    private long? Whole(string field, long most)
    {
        var text = form[field].Trim();
        if (text.Length == 0) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number <= most && number >= -most) return number;
        Errors.Add(new FieldError(field, "connection_whole_wrong", "This is no whole number."));
        return null;
    }

    private List<string> Lines(string field) => [.. form[field].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private Dictionary<string, string?> Headers()
    {
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Lines("headers"))
        {
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[0].Length > 0) headers[parts[0]] = parts[1] == ConnectionFields.HeaderMask ? null : parts[1];
            else Errors.Add(new FieldError("headers", "connection_header_wrong", "Write Name: value.") { Argument = parts[0].Length > 0 ? "“" + Short(parts[0]) + "”" : "“:”" });
        }

        return headers;
    }

    // The line may be a value that was pasted without its name.
    private static string Short(string text) => text.Length > 12 ? text[..12] + "…" : text;

    private JsonElement? Extra()
    {
        if (ExtraProblem(form["extra_body"]) is { } problem) Errors.Add(problem);
        return TryReadExtra(form["extra_body"], out var extra) ? extra : null;
    }

    private static bool TryReadExtra(string text, out JsonElement? extra)
    {
        extra = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        try
        {
            using var document = JsonDocument.Parse(text);
            extra = document.RootElement.Clone();
            return extra is { ValueKind: JsonValueKind.Object };
        }
        // Half an emoji is no JSON either, and is told in another way.
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
    }
}
