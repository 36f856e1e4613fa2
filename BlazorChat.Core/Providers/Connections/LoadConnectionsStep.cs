using BlazorChat.Core.Data;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Loads the server's stored connections before the server is ready.</summary>
internal sealed class LoadConnectionsStep(ConnectionSync sync) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellationToken) => sync.ReloadAsync(null, cancellationToken);
}
