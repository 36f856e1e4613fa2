using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Generation;

/// <summary>Finds the model of a request.</summary>
internal static class ModelChoices
{
    /// <exception cref="RefusedException">With <see cref="RefusedException.ModelNotFound"/>.</exception>
    public static ResolvedModel Resolve(ModelMenu models, string? modelId) => models.Available.Resolve(modelId ?? models.DefaultModelId)
        ?? throw new RefusedException(RefusedException.ModelNotFound, $"No connection offers the model {modelId}. Choose another one.", "model");
}
