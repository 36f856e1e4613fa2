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

    /// <summary>The kind of a connection that passed the validation.</summary>
    public IProviderKind Of(ProviderConnection connection) => _byName[connection.Provider];
}
