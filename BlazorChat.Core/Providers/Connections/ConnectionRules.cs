using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BlazorChat.Core.Providers.Offline;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>What a connection may look like, whoever makes it. Each problem is a field, a code and a sentence.</summary>
internal static class ConnectionRules
{
    public const int MaxNameLength = 64;
    public const int MaxPerOwner = 100;
    private const int MaxUrlLength = 2000;
    private const int MaxKeyLength = 8192;
    private const int MaxListLength = 500;
    private const int MaxModelLength = 256;
    private const int MaxHeaders = 20;
    private const int MaxHeaderLength = 8192;
    public const int MinWindow = 512;
    public const int MaxWindow = 100_000_000;
    private const double MaxSeconds = 86_400;
    private const double MinSeconds = 0.001; // Less is no time at all, which is read as no limit.
    private const int MaxExtraLength = 100_000;

    // They belong to the connection and the body, not to who makes the call.
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Content-Length", "Content-Type", "Content-Encoding", "Proxy-Authorization", "Proxy-Connection", "Cookie",
    };

    public static IEnumerable<FieldError> Check(ConnectionDraft draft, IProviderKind? kind)
    {
        IEnumerable<FieldError?> errors =
        [
            NameError(draft.Name),
            kind is { CanBeConfigured: true } ? null : new FieldError("provider", "connection_provider_unknown", "Choose one of the kinds of provider."),
            kind is null ? null : UrlError(draft.BaseUrl, kind),
            KeyError(draft.ApiKey),
            ListError("models", draft.Models),
            ListError("fallbacks", draft.Fallbacks),
            .. HeaderErrors(draft.Headers),
            draft.ContextWindow is < MinWindow or > MaxWindow ? Out("context_window", "512 to 100,000,000 tokens") : null,
            SecondsError("connect_timeout", draft.ConnectSeconds), SecondsError("first_token_timeout", draft.FirstTokenSeconds),
            SecondsError("idle_timeout", draft.IdleSeconds), SecondsError("total_timeout", draft.TotalSeconds),
            .. ParameterErrors(draft.Defaults),
        ];
        return errors.OfType<FieldError>();
    }

    /// <summary>Scheme, host and port: what a key belongs to.</summary>
    public static string OriginOf(string? baseUrl, IProviderKind kind)
    {
        var url = string.IsNullOrWhiteSpace(baseUrl) ? kind.DefaultBaseUrl : new Uri(baseUrl.Trim());
        return url is null ? "" : $"{url.Scheme}://{url.IdnHost}:{url.Port}".ToLowerInvariant();
    }

    public static IEnumerable<FieldError?> ParameterErrors(ModelParameters parameters) =>
    [
        RangeError("temperature", parameters.Temperature, 0, 2),
        parameters.TopP is <= 0 or > 1 or float.NaN ? Out("top_p", "above 0 to 1") : null,
        parameters.MaxTokens is < 1 or > 10_000_000 ? Out("max_tokens", "1 to 10,000,000") : null,
        RangeError("frequency_penalty", parameters.FrequencyPenalty, -2, 2),
        RangeError("presence_penalty", parameters.PresencePenalty, -2, 2),
        parameters.Stop is { Count: > 16 } || parameters.Stop?.Any(stop => stop.Length is 0 or > 500) == true ? new FieldError("stop", "connection_stop_wrong", "At most 16 stop texts of 1 to 500 characters.") : null,
        parameters.ReasoningEffort is { } effort && !ModelParameters.ReasoningEfforts.Contains(effort) ? Out("reasoning_effort", string.Join(", ", ModelParameters.ReasoningEfforts)) : null,
        parameters.SystemPrompt is { Length: > 100_000 } ? Out("system_prompt", "at most 100,000 characters") : null,
        parameters.ExtraBody is { } extra && (extra.ValueKind != JsonValueKind.Object || extra.GetRawText().Length > MaxExtraLength) ? new FieldError("extra_body", "connection_extra_wrong", "Extra fields are a JSON object, such as {\"top_k\": 40}.") : null,
    ];

    private static FieldError? NameError(string name)
    {
        var isWrong = string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name != name.Trim() || name.Contains('/')
            || name.Any(character => char.IsControl(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format);
        if (isWrong) return new FieldError("name", "connection_name_wrong", $"A name has 1 to {MaxNameLength} characters and no slash.");
        return name.Equals(OfflineProvider.ReservedName, StringComparison.OrdinalIgnoreCase) ? Taken(name) : null;
    }

    public static FieldError Taken(string name) => new("name", "connection_name_taken", $"There is a connection named {name} already.") { Argument = name };

    public static FieldError TooMany { get; } = new("name", "connection_too_many", $"There are {MaxPerOwner} connections already. Remove one first.");

    private static FieldError? UrlError(string? text, IProviderKind kind)
    {
        if (string.IsNullOrWhiteSpace(text))
            return kind.DefaultBaseUrl is null ? new FieldError("base_url", "connection_url_missing", "Say where it is, such as https://llm.example.org/v1.") : null;
        var isUrl = text.Length <= MaxUrlLength && !text.Trim().EnumerateRunes().Any(IsHidden) && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0 && url.Host.Length > 0;
        return isUrl ? null : new FieldError("base_url", "connection_url_wrong", "An address begins with http: or https: and has no user, question mark or hash, such as https://llm.example.org/v1.");
    }

    // The database takes no NUL, and what turns text round or is not seen makes one host look like another. Half a surrogate pair reads as U+FFFD.
    private static bool IsHidden(Rune rune) =>
        Rune.IsControl(rune) || rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format;

    // Printable ASCII: anything else is refused by HTTP or was pasted by mistake, with a line end or a quote of some editor.
    private static FieldError? KeyError(string? key) => key is null || (key.Length <= MaxKeyLength && key.Trim().All(character => character is > ' ' and < (char)127))
        ? null
        : new FieldError("api_key", "connection_key_wrong", "A key is one line of plain characters without spaces. Copy it again.");

    private static FieldError? ListError(string field, IReadOnlyList<string> values) =>
        values.Count <= MaxListLength && values.All(value => value is { Length: > 0 and <= MaxModelLength } && !value.Any(char.IsControl))
            ? null
            : new FieldError(field, "connection_list_wrong", $"At most {MaxListLength} names of 1 to {MaxModelLength} characters.");

    public static IEnumerable<FieldError> HeaderErrors(IReadOnlyDictionary<string, string?> headers)
    {
        if (headers.Count > MaxHeaders) yield return new FieldError("headers", "connection_headers_many", $"At most {MaxHeaders} headers.");
        using var request = new HttpRequestMessage();
        foreach (var (name, value) in headers.Take(MaxHeaders))
        {
            if (OwnHeaders.Contains(name)) yield return new FieldError("headers", "connection_header_own", $"The header {name} cannot be set here.") { Argument = name };
            else if (!IsHeader(request.Headers, name, value)) yield return HeaderWrong(name.Length > 64 ? name[..64] : name);
        }
    }

    private static FieldError HeaderWrong(string name) =>
        new("headers", "connection_header_wrong", $"{name} is no header that can be sent. Write Name: value.") { Argument = name };

    private static bool IsHeader(HttpRequestHeaders headers, string name, string? value) =>
        name.Length is > 0 and <= 128 && (value ?? "").Length <= MaxHeaderLength && !(value ?? "").Any(character => character is < ' ' or > '~') && headers.TryAddWithoutValidation(name, value ?? "");

    private static FieldError? SecondsError(string field, double? seconds) => seconds is null or (>= MinSeconds and <= MaxSeconds) ? null : Out(field, "above 0 to 86,400 seconds");

    private static FieldError? RangeError(string field, float? value, float least, float most) =>
        value is null || (value >= least && value <= most) ? null : Out(field, $"{least} to {most}");

    private static FieldError Out(string field, string range) => new(field, "connection_value_wrong", $"Allowed is {range}.") { Argument = range };
}
