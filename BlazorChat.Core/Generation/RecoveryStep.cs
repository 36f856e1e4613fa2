using BlazorChat.Core.Data;

namespace BlazorChat.Core.Generation;

/// <summary>At start, before the first request: whatever a dead process left gets its end or its next attempt.</summary>
internal sealed class RecoveryStep(GenerationRecovery recovery) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellationToken) => recovery.RecoverAllAsync(cancellationToken);
}
