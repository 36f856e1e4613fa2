using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Settings;

namespace BlazorChat.Web.Api.Health;

/// <summary>The database answers.</summary>
internal sealed class DatabaseHealth(DatabasePing ping) : IReadinessCheck
{
    public string Name => "database";

    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        await ping.SendAsync(cancellationToken);
        return null;
    }
}

/// <summary>Recovery is done, and what the models say can be written down.</summary>
internal sealed class QueueHealth(StartupState state, GenerationHealth generation) : IReadinessCheck
{
    public string Name => "queue";

    public Task<string?> FindFaultAsync(CancellationToken cancellationToken) => Task.FromResult(!state.IsReady ? "starting" : generation.IsStorageFailing ? "failing" : null);
}

/// <summary>The data folder can be read and has room.</summary>
internal sealed class DiskHealth(DataFolder folder) : IReadinessCheck
{
    private const long LeastFreeBytes = 64 * 1024 * 1024;

    public string Name => "disk";

    public Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        using var entries = Directory.EnumerateFileSystemEntries(folder.Root).GetEnumerator();
        entries.MoveNext();
        return Task.FromResult(new DriveInfo(folder.Root).AvailableFreeSpace < LeastFreeBytes ? "full" : null);
    }
}
