using BlazorChat.Core.Providers;
using BlazorChat.Core.Settings;

namespace BlazorChat.Core.Administration;

/// <summary>How the parts of the server are at one moment.</summary>
/// <param name="At">That moment.</param>
/// <param name="Database">The database.</param>
/// <param name="Queue">What waits and runs.</param>
/// <param name="Disk">The data folder's disk.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Process">The process.</param>
/// <param name="Connections">The server's connections in their order.</param>
/// <param name="Notes">What of the network is worth knowing.</param>
public sealed record HealthReport(
    DateTimeOffset At, HealthPart<DatabaseFacts> Database, HealthPart<QueueFacts> Queue, HealthPart<DiskFacts> Disk, JournalFacts Journal, ProcessFacts Process,
    IReadOnlyList<ConnectionFacts> Connections, IReadOnlyList<NetworkNote> Notes);

/// <summary>One part, or that it could not be found out.</summary>
/// <typeparam name="T">What is known of it.</typeparam>
/// <param name="Facts">What is known; null where it failed.</param>
/// <param name="Failure">Why not; null where it is known.</param>
public sealed record HealthPart<T>(T? Facts, HealthFailure? Failure)
    where T : class;

/// <summary>Why nothing is known of a part. What exactly went wrong is in the log.</summary>
public enum HealthFailure
{
    /// <summary>It did not answer in time.</summary>
    Slow,

    /// <summary>It answered with an error.</summary>
    Failed,
}

/// <summary>The database.</summary>
/// <param name="Kind">Which system.</param>
/// <param name="Version">Its version, in its own words.</param>
/// <param name="Place">The file, or host and database; never a password.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Ping">How long one answer took.</param>
public sealed record DatabaseFacts(DatabaseKind Kind, string Version, string Place, long Bytes, TimeSpan Ping);

/// <summary>Answers that are not at their end.</summary>
/// <param name="Running">Being made.</param>
/// <param name="Queued">Waiting for their turn.</param>
/// <param name="Pending">Of those, waiting for the answer before them in their session.</param>
/// <param name="Held">Waiting for their user's decision.</param>
/// <param name="Oldest">How long ago the oldest that waits for its turn was sent; null where none does.</param>
public sealed record QueueFacts(int Running, int Queued, int Pending, int Held, TimeSpan? Oldest);

/// <summary>The disk of the data folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="FreeBytes">What may still be written.</param>
/// <param name="TotalBytes">How large it is.</param>
public sealed record DiskFacts(string Folder, long FreeBytes, long TotalBytes)
{
    private const long LeastFreeBytes = 1L << 30;

    /// <summary>Whether less than a tenth or less than 1 GiB is free.</summary>
    public bool IsLow => FreeBytes < LeastFreeBytes || FreeBytes < TotalBytes / 10;
}

/// <summary>The journal: what came from the models and is on its way to the database.</summary>
/// <param name="IsFailing">Whether the last write failed.</param>
/// <param name="Lag">How long the oldest piece has been waiting; null where none does.</param>
/// <param name="CommittedAt">When something was last written; null where nothing was since the start.</param>
public sealed record JournalFacts(bool IsFailing, TimeSpan? Lag, DateTimeOffset? CommittedAt)
{
    private static readonly TimeSpan LongLag = TimeSpan.FromSeconds(5);

    /// <summary>Whether it is behind, though no write failed.</summary>
    public bool IsLate => Lag > LongLag;
}

/// <summary>The process.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Runtime">Of .NET, with the processor's kind.</param>
/// <param name="System">The operating system.</param>
/// <param name="Uptime">How long it has been running.</param>
/// <param name="MemoryBytes">What it takes of the memory.</param>
/// <param name="HeapBytes">Of that, what its objects take.</param>
/// <param name="OpenPages">Pages that are connected.</param>
public sealed record ProcessFacts(string Version, string Runtime, string System, TimeSpan Uptime, long MemoryBytes, long HeapBytes, int OpenPages);

/// <summary>A connection of the server.</summary>
/// <param name="State">How it was found when it was last asked.</param>
/// <param name="Provider">Its kind.</param>
/// <param name="PausedUntil">Until when it is left alone, because it failed too often; null where it is not.</param>
public sealed record ConnectionFacts(ConnectionState State, string Provider, DateTimeOffset? PausedUntil);

/// <summary>Something of the network that is worth knowing.</summary>
/// <param name="Code">Which: <see cref="PlainHttp"/> and its like.</param>
/// <param name="IsWarning">Whether something should be done.</param>
/// <param name="Detail">What it is about, such as an address; empty where nothing.</param>
public sealed record NetworkNote(string Code, bool IsWarning, string Detail)
{
    /// <summary>Other machines reach the server without TLS, and no proxy is known that would have it.</summary>
    public const string PlainHttp = "plain_http";

    /// <summary>The server answers to any host name.</summary>
    public const string AnyHost = "any_host";

    /// <summary>It answers to these host names.</summary>
    public const string Hosts = "hosts";

    /// <summary>These proxies are believed.</summary>
    public const string Proxies = "proxies";

    /// <summary>No proxy is believed.</summary>
    public const string NoProxy = "no_proxy";

    /// <summary>Where the server listens.</summary>
    public const string Listening = "listening";
}
