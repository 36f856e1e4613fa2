using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Settings;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>
/// Where the server of a data folder hears its commands: a socket in that folder, on Windows a named pipe. The path of a socket is short (108
/// bytes, <c>unix(7)</c>), so a folder far down has it in the temporary one, by a name that both sides can work out. There everybody else can work it out too, so
/// neither side takes a folder for its own that another account has put there first.
/// </summary>
internal sealed record ControlAddress(string Path, string PipeName)
{
    private const int MaxSocketPath = 100;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Whether it is outside of the data folder.</summary>
    public bool IsElsewhere { get; private init; }

    public static ControlAddress Of(DataFolder folder)
    {
        var name = "blazorchat-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Root)))[..24];
        var path = System.IO.Path.Combine(folder.Root, "server.sock");
        if (Encoding.UTF8.GetByteCount(path) <= MaxSocketPath) return new ControlAddress(path, name);
        // Root may go everywhere and cannot tell by that whose a folder is: it has one where nobody else can make any.
        var elsewhere = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? "/var/run" : System.IO.Path.GetTempPath();
        return new ControlAddress(System.IO.Path.Combine(elsewhere, name, "server.sock"), name) { IsElsewhere = true };
    }

    /// <summary>Whether nobody else can have put the socket there: a folder that is closed to all others and open to this account is its own.</summary>
    public bool IsOwn()
    {
        if (!IsElsewhere || OperatingSystem.IsWindows()) return true;
        try
        {
            var folder = new DirectoryInfo(System.IO.Path.GetDirectoryName(Path)!);
            if (folder.LinkTarget is not null || (folder.UnixFileMode & Others) != 0) return false;
            _ = folder.EnumerateFileSystemInfos().Any();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
