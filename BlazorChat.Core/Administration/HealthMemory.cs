using System.Reflection;
using System.Runtime.InteropServices;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;

namespace BlazorChat.Core.Administration;

/// <summary>The parts that the process knows by itself, without asking anybody. Thread-safe.</summary>
internal sealed class HealthMemory(GenerationHealth generation, ConnectionRegistry registry, ModelCatalog catalog, BreakerRegistry breakers, IHostFacts host, TimeProvider time)
{
    private static readonly string Version = typeof(HealthMemory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public IHostFacts Host => host;

    public JournalFacts Journal => new(generation.IsStorageFailing, generation.JournalLag, generation.JournalCommittedAt);

    public IReadOnlyList<ConnectionFacts> Connections =>
        [.. registry.Connections.Select(connection => new ConnectionFacts(catalog.StateOf(connection), connection.Provider, breakers.PausedUntil(connection)))];

    public ProcessFacts Process
    {
        get
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return new ProcessFacts(
                Version, $"{RuntimeInformation.FrameworkDescription} ({RuntimeInformation.RuntimeIdentifier})", RuntimeInformation.OSDescription,
                time.GetUtcNow() - new DateTimeOffset(process.StartTime.ToUniversalTime()), process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false), host.OpenPages);
        }
    }
}
