using BlazorChat.Core.Security;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Puts a draft into a row: what is kept of the secrets, and what must be typed again.</summary>
internal sealed class ConnectionWriter(ProviderKinds kinds, ConnectionReader reader)
{
    /// <summary>Reads what this writes.</summary>
    public ConnectionReader Reader { get; } = reader;

    /// <summary>Checks and takes over. Nothing of the row has changed where it throws.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.Errors"/>.</exception>
    public void Apply(ConnectionDraft draft, StoredConnection row)
    {
        var secrets = SecretsFor(draft, row);
        row.Name = draft.Name;
        row.NormalizedName = draft.Name.ToLowerInvariant();
        row.Provider = draft.Provider.ToLowerInvariant();
        row.BaseUrl = UrlOf(draft);
        row.IsActive = draft.IsActive;
        row.KeyHint = HintOf(secrets.ApiKey);
        row.Details = DetailsOf(draft);
        row.Secrets = Reader.Seal(row, secrets);
    }

    /// <summary>The secrets that this draft of this row has; a new row has none stored.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.Errors"/>.</exception>
    public ConnectionSecrets SecretsFor(ConnectionDraft draft, StoredConnection row)
    {
        var kind = draft.Provider is null ? null : kinds.Find(draft.Provider);
        List<FieldError> errors = [.. ConnectionRules.Check(draft, kind)];
        if (errors.Count > 0 || kind is null) throw new RefusedException(errors);

        // R43: a key that was typed for one place is never sent to another.
        var isSamePlace = row.Secrets is not null && Reader.OriginOf(row) == ConnectionRules.OriginOf(draft.BaseUrl, kind);
        var stored = isSamePlace ? Reader.Open(row) : null;
        var key = draft.ApiKey is null ? stored?.ApiKey : draft.ApiKey.Trim() is { Length: > 0 } typed ? typed : null;
        if (draft.ApiKey is null && row.KeyHint is not null && key is null)
            errors.Add(new FieldError("api_key", isSamePlace ? "connection_key_unreadable" : "connection_key_again", isSamePlace ? "The stored key cannot be read any more. Type it again." : "The address has changed. Type the key again."));
        if (kind.NeedsKey && key is null && errors.Count == 0) errors.Add(new FieldError("api_key", "connection_key_missing", $"{kind.DisplayName} wants a key.") { Argument = kind.DisplayName });
        var headers = HeadersFor(draft, stored, errors);
        return errors.Count > 0 ? throw new RefusedException(errors) : new ConnectionSecrets(key, headers);
    }

    /// <summary>The last four characters, of a key so long that they tell nothing; else only that there is one.</summary>
    public static string? HintOf(string? key) => key is null ? null : key.Length >= 12 ? key[^4..] : "";

    public static StoredDetails DetailsOf(ConnectionDraft draft) => new()
    {
        Models = Names(draft.Models),
        HeaderNames = [.. draft.Headers.Keys],
        Fallbacks = Names(draft.Fallbacks),
        Defaults = draft.Defaults,
        ContextWindow = draft.ContextWindow,
        ConnectSeconds = draft.ConnectSeconds,
        FirstTokenSeconds = draft.FirstTokenSeconds,
        IdleSeconds = draft.IdleSeconds,
        TotalSeconds = draft.TotalSeconds,
    };

    public static string? UrlOf(ConnectionDraft draft) => string.IsNullOrWhiteSpace(draft.BaseUrl) ? null : draft.BaseUrl.Trim();

    private static Dictionary<string, string> HeadersFor(ConnectionDraft draft, ConnectionSecrets? stored, List<FieldError> errors)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var kept = new Dictionary<string, string>(stored?.Headers ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in draft.Headers)
        {
            if ((value ?? kept.GetValueOrDefault(name)) is { } known) headers[name] = known;
            else errors.Add(new FieldError("headers", "connection_header_again", $"Type the value of {name} again: the address has changed, or it was never stored.") { Argument = name });
        }

        return headers;
    }

    private static List<string> Names(IReadOnlyList<string> names) =>
        [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
}
