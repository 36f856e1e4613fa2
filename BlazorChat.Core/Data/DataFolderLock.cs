using System.Text.Json;
using BlazorChat.Core.Settings;

namespace BlazorChat.Core.Data;

/// <summary>
/// One server per data folder. The lock is an open file, so the operating system releases it with the process, however that ends. Who holds it
/// stands in a file beside it, because a locked file cannot be read on every system.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _infoFile;

    private DataFolderLock(FileStream @lock, string infoFile) => (_lock, _infoFile) = (@lock, infoFile);

    /// <summary>Takes the folder, until disposed.</summary>
    /// <exception cref="StartRefusedException">Another server has it; the message says which one.</exception>
    public static DataFolderLock Take(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var info = Path.Combine(folder.Root, "server.json");
        try
        {
            var file = PrivateFile.Open(Path.Combine(folder.Root, "server.lock"), FileMode.OpenOrCreate, FileShare.None);
            var taken = new DataFolderLock(file, info);
            taken.Announce(null);
            return taken;
        }
        catch (IOException exception)
        {
            throw new StartRefusedException($"The data folder '{folder.Root}' is in use by another BlazorChat{Holder(info)}; stop that one, or give this one a folder of its own, e.g. BlazorChat__DataFolder=/srv/another.", exception);
        }
    }

    /// <summary>Writes down where this server listens, for whoever finds the folder taken.</summary>
    public void Announce(string? url) =>
        PrivateFile.Write(_infoFile, JsonSerializer.SerializeToUtf8Bytes(new ServerInfo(Environment.ProcessId, url), JsonSerializerOptions.Web));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_lock.SafeFileHandle.IsClosed) File.Delete(_infoFile);
        _lock.Dispose();
    }

    private static string Holder(string infoFile)
    {
        try
        {
            var info = JsonSerializer.Deserialize<ServerInfo>(File.ReadAllBytes(infoFile), JsonSerializerOptions.Web);
            return info is null ? "" : $" (process {info.Pid}{(info.Url is null ? "" : $", {info.Url}")})";
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private sealed record ServerInfo(int Pid, string? Url);
}
