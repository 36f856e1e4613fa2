using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>
/// What somebody is typing about one connection, and what is wrong with it. Used from the page's own context only; its key is kept nowhere
/// else, and is gone with the page.
/// </summary>
internal sealed class ConnectionForm
{
    private readonly ConnectionKinds _kinds;
    private readonly IReadOnlyCollection<string> _taken;
    private readonly Dictionary<string, string> _values;
    private readonly List<FieldError> _errors = [];

    /// <summary>Begins with a stored connection, or with a new one of a kind.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="stored">The stored connection; null makes a new one.</param>
    /// <param name="kind">The kind of a new one; an unknown one is the first.</param>
    /// <param name="taken">The names that a new one cannot have.</param>
    public ConnectionForm(ConnectionKinds kinds, ConnectionView? stored, string? kind, IReadOnlyCollection<string> taken)
    {
        (_kinds, Stored, _taken) = (kinds, stored, taken);
        var provider = (kinds.Find(kind) ?? kinds.All[0]).Name;
        _values = ConnectionFields.Of(stored ?? new ConnectionView(null, ConnectionFields.FreeName(provider, taken), provider));
    }

    /// <summary>Raised after a value has changed, with its field.</summary>
    public event Action<string>? Changed;

    /// <summary>The stored connection; null where a new one is made.</summary>
    public ConnectionView? Stored { get; }

    /// <summary>The chosen kind; null where this server knows it no more.</summary>
    public ConnectionKind? Kind => _kinds.Find(this["provider"]);

    /// <summary>The key that was typed; empty where none was.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Whether the stored key is to go.</summary>
    public bool RemovesKey { get; private set; }

    /// <summary>The key as a draft has it: null keeps the stored one.</summary>
    public string? KeyToSend => RemovesKey ? "" : Key.Trim() is { Length: > 0 } typed ? typed : Stored?.KeyHint is null ? "" : null;

    /// <summary>Whether the stored key stays where nothing is typed.</summary>
    public bool KeepsKey => Stored?.KeyHint is not null && !RemovesKey && Key.Trim().Length == 0;

    /// <summary>Whether the address is still the one that the stored key belongs to.</summary>
    public bool IsSamePlace => Stored is null || _kinds.IsSamePlace(Stored, this["provider"], this["base_url"]);

    /// <summary>The errors that stand at no field of the form.</summary>
    public IEnumerable<FieldError> OtherErrors => _errors.Where(error => error.Field != "api_key" && !_values.ContainsKey(error.Field));

    /// <summary>What a field holds. Another kind brings its name along where nobody chose one.</summary>
    public string this[string field]
    {
        get => _values.GetValueOrDefault(field, "");
        set
        {
            var renames = field == "provider" && Stored is null && this["name"] == ConnectionFields.FreeName(this["provider"], _taken);
            _values[field] = value.ReplaceLineEndings("\n");
            if (renames) _values["name"] = ConnectionFields.FreeName(value, _taken);
            Touch(field);
            if (field == "extra_body" && ConnectionDraftReader.ExtraProblem(value) is { } problem) _errors.Add(problem);
        }
    }

    /// <summary>Takes over a typed key.</summary>
    public void SetKey(string key)
    {
        Key = key;
        Touch("api_key");
    }

    /// <summary>Says whether the stored key is to go.</summary>
    public void SetRemovesKey(bool removes)
    {
        RemovesKey = removes;
        Touch("api_key");
    }

    /// <summary>Whether the chosen kind knows a parameter.</summary>
    public bool Knows(string field)
    {
        var name = ConnectionFields.Parameters.First(parameter => parameter.Field == field).Name;
        return Kind is not { } kind || kind.Parameters.HasFlag(name);
    }

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public FieldError? ErrorOf(string field) => _errors.Find(error => error.Field == field) ?? (field == "api_key" ? KeyProblem : null);

    /// <summary>Puts errors in the place of the former ones.</summary>
    public void SetErrors(IEnumerable<FieldError> errors)
    {
        _errors.Clear();
        _errors.AddRange(errors);
    }

    /// <summary>The draft; null where something cannot be read, which then stands at its field.</summary>
    public ConnectionDraft? ToDraft()
    {
        var reader = new ConnectionDraftReader(this);
        var draft = reader.Read();
        SetErrors(reader.Errors);
        return reader.Errors.Count == 0 ? draft : null;
    }

    // Said before anything is sent: a key that was typed for one place is never sent to another.
    private FieldError? KeyProblem => !KeepsKey ? null
        : !IsSamePlace ? new FieldError("api_key", "connection_key_again", "The address has changed. Type the key again.")
        : Stored!.IsUnreadable ? new FieldError("api_key", "connection_key_unreadable", "The stored key cannot be read any more. Type it again.")
        : null;

    private void Touch(string field)
    {
        _errors.RemoveAll(error => error.Field == field);
        Changed?.Invoke(field);
    }
}
