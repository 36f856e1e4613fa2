using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Providers.Offline;

/// <summary>The built-in model that needs no key and no network, so that a first run, a demo and every test work with nothing configured.</summary>
internal sealed class OfflineProvider(IOptions<OfflineOptions> options, TimeProvider time) : IProviderKind
{
    /// <summary>The name of the kind, of its only connection and of its only model.</summary>
    public const string ReservedName = "offline";

    /// <summary>The connection that is always there.</summary>
    public static ProviderConnection Connection { get; } = new(ReservedName, ReservedName, null, null, [ReservedName]);

    /// <inheritdoc/>
    public string Name => ReservedName;

    /// <inheritdoc/>
    public string DisplayName => "Offline";

    /// <inheritdoc/>
    public Uri? DefaultBaseUrl => null;

    /// <inheritdoc/>
    public bool CanBeConfigured => false;

    /// <inheritdoc/>
    public ParameterNames Parameters => ParameterNames.None;

    /// <inheritdoc/>
    public IChatClient CreateClient(ProviderConnection connection, string model) => new OfflineChatClient(options.Value.WordsPerSecond, time);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelInfo>>([new ModelInfo(ReservedName) { DisplayName = "Offline" }]);
}
