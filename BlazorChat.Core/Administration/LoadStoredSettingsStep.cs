using BlazorChat.Core.Data;

namespace BlazorChat.Core.Administration;

/// <summary>Before every other step: they read settings.</summary>
internal sealed class LoadStoredSettingsStep(StoredSettings settings) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellationToken) => settings.ReloadAsync(cancellationToken);
}
