using System.Collections.Frozen;

namespace BlazorChat.Core.Providers;

/// <summary>The registered kinds by name.</summary>
internal sealed class ProviderKinds(IEnumerable<IProviderKind> kinds)
{
    private readonly FrozenDictionary<string, IProviderKind> _byName = kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in alphabetical order.</summary>
    public IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The kind of that name; null where there is none.</summary>
    public IProviderKind? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>All of them, in alphabetical order of what people call them.</summary>
    public IEnumerable<IProviderKind> All => _byName.Values.OrderBy(kind => kind.DisplayName, StringComparer.Ordinal);

    /// <summary>The kind of a connection that passed the validation; for one whose key cannot be read, a kind that only says so.</summary>
    public IProviderKind Of(ProviderConnection connection) =>
        connection.IsUnreadable ? new UnreadableKind(_byName[connection.Provider]) : _byName[connection.Provider];
}
