namespace BlazorChat.Core.Providers.Connections;

/// <summary>The models as one user's picker shows them. Immutable.</summary>
/// <param name="Available">All that the user may use.</param>
/// <param name="Favourites">The ids of the favourites.</param>
/// <param name="Hidden">The ids of those that are not shown.</param>
/// <param name="OwnDefaultId">The user's own default; null is the server's.</param>
public sealed record ModelMenu(AvailableModels Available, IReadOnlySet<string> Favourites, IReadOnlySet<string> Hidden, string? OwnDefaultId)
{
    /// <summary>The model that is asked where nobody chose.</summary>
    public string DefaultModelId => OwnDefaultId ?? Available.DefaultModelId;

    /// <summary>The models to choose from, without the hidden ones but for a favourite and the default.</summary>
    public IReadOnlyList<ModelChoice> Shown => [.. Available.Models.Where(model => !Hidden.Contains(model.Id) || Favourites.Contains(model.Id) || model.Id == DefaultModelId)];
}
