using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BlazorChat.Bench.Crash;
using BlazorChat.Core.Data;
using Microsoft.Data.Sqlite;

namespace BlazorChat.Bench.Streaming;

/// <summary>The published server with a data folder of its own, and what can be read of it from outside.</summary>
internal sealed class MeasuredServer : IDisposable
{
    private const int TicksPerSecond = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("bc-streaming-").FullName;
    private readonly Server _server;

    private MeasuredServer(string program, string probe, Dictionary<string, string> settings)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _server = new Server(program, Url.ToString().TrimEnd('/'), new Dictionary<string, string>(settings)
        {
            ["BlazorChat__DataFolder"] = _folder,
            ["DOTNET_STARTUP_HOOKS"] = Path.GetFullPath(probe),
            ["BENCH_PROBE"] = ProbeSocket,
        });
    }

    public Uri Url { get; }

    public int ProcessId => _server.ProcessId;

    /// <summary>User and system time of the process so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            var fields = Stat[(Stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
        }
    }

    public long ResidentBytes => Environment.SystemPageSize * long.Parse(File.ReadAllText($"/proc/{ProcessId}/statm").Split(' ')[1], CultureInfo.InvariantCulture);

    /// <summary>Commits so far: SQLite counts them in the header of the write-ahead log's index, at its third word.</summary>
    public uint Commits
    {
        get
        {
            using var index = new FileStream(Path.Combine(_folder, "blazorchat.db-shm"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> header = stackalloc byte[12];
            index.ReadExactly(header);
            return BitConverter.ToUInt32(header[8..]);
        }
    }

    private string ProbeSocket => Path.Combine(_folder, "probe");

    private string Stat => File.ReadAllText($"/proc/{ProcessId}/stat");

    public static async Task<MeasuredServer> StartAsync(string program, string probe, Dictionary<string, string> settings)
    {
        var server = new MeasuredServer(program, probe, settings);
        await server._server.StartAsync();
        return server;
    }

    /// <summary>Collects all garbage, then says what is left.</summary>
    public async Task<MemoryFigures> ReadMemoryAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(ProbeSocket));
        var answer = new byte[64];
        var length = await socket.ReceiveAsync(answer);
        var figures = Encoding.ASCII.GetString(answer, 0, length).Split(' ');
        var (live, committed) = (long.Parse(figures[0], CultureInfo.InvariantCulture), long.Parse(figures[1], CultureInfo.InvariantCulture));
        return new MemoryFigures(live, Math.Max(0, ResidentBytes - committed));
    }

    /// <summary>Copies the one account, password and all: a set-up server takes no more by its form.</summary>
    public async Task CopyAccountAsync(int copies)
    {
        _ = SqliteNative.Source; // Its module initializer chooses the library.
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "blazorchat.db")};Pooling=False");
        await connection.OpenAsync();
        var columns = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM pragma_table_info('users')";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        }

        await using var transaction = await connection.BeginTransactionAsync();
        for (var i = 1; i <= copies; i++)
        {
            await using var command = connection.CreateCommand();
            var values = columns.Select(column => column.Contains("name", StringComparison.Ordinal) || column.Contains("email", StringComparison.Ordinal) ? $"replace(replace({column}, 'visitor0', 'visitor{i}'), 'VISITOR0', 'VISITOR{i}')" : column);
            command.CommandText = $"INSERT INTO users ({string.Join(", ", columns)}) SELECT {string.Join(", ", values.Select(value => value == "id" ? "$id" : value))} FROM users WHERE user_name = 'visitor0'";
            command.Parameters.AddWithValue("$id", Guid.CreateVersion7().ToString().ToUpperInvariant());
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
