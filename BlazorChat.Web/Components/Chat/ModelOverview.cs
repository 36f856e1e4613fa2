using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;

namespace BlazorChat.Web.Components.Chat;

/// <summary>The models of one user as pages show them. Immutable.</summary>
/// <param name="Menu">What the user may use and wants to see.</param>
/// <param name="Groups">All of it by connection, the own connections first.</param>
public sealed record ModelOverview(ModelMenu Menu, IReadOnlyList<ModelGroup> Groups)
{
    /// <summary>Whether nobody has connected a provider: only the built-in model answers.</summary>
    public bool IsOfflineOnly => Menu.Available.Connections.All(connection => connection.Provider == "offline");

    /// <summary>Puts it together.</summary>
    public static ModelOverview Of(ModelMenu menu, ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(menu);
        ArgumentNullException.ThrowIfNull(catalog);
        var models = menu.Available.Models.ToLookup(model => model.Connection, StringComparer.Ordinal);
        return new ModelOverview(menu, [.. menu.Available.Connections.Select(connection =>
            new ModelGroup(connection.Name, connection.OwnerId is not null, catalog.StateOf(connection), [.. models[connection.Name]]))]);
    }

    /// <summary>The model that an id or a bare name means; null where it is offered no more.</summary>
    public ModelChoice? Find(string id)
    {
        var known = Menu.Available.Resolve(id)?.Id ?? id;
        return Menu.Available.Models.FirstOrDefault(model => model.Id == known);
    }

    /// <summary>How the connection of a model was found; null where there is none of that name.</summary>
    public ConnectionState? StateOf(string modelId)
    {
        var name = Menu.Available.Resolve(modelId)?.Connection.Name;
        return Groups.FirstOrDefault(group => group.Name == name)?.State;
    }

    /// <summary>What a picker lists: the favourites, then the rest by connection, without what is hidden unless it is chosen.</summary>
    public IEnumerable<ModelGroup> ToPick(string selectedId, string favourites)
    {
        var shown = Menu.Shown.Select(model => model.Id).Append(selectedId).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<ModelChoice> first = [.. Groups.SelectMany(group => group.Models).Where(model => Menu.Favourites.Contains(model.Id))];
        if (first.Count > 0) yield return new ModelGroup(favourites, false, null, first);
        foreach (var group in Groups)
        {
            IReadOnlyList<ModelChoice> rest = [.. group.Models.Where(model => shown.Contains(model.Id) && !Menu.Favourites.Contains(model.Id))];
            if (rest.Count > 0) yield return group with { Models = rest };
        }
    }
}

/// <summary>Models that stand together.</summary>
/// <param name="Name">The connection's name, or a heading.</param>
/// <param name="IsOwn">Whether the connection is the user's own.</param>
/// <param name="State">How the connection was found; null where the group is none.</param>
/// <param name="Models">Its models.</param>
public sealed record ModelGroup(string Name, bool IsOwn, ConnectionState? State, IReadOnlyList<ModelChoice> Models);
