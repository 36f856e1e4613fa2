using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Settings;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>
/// Where the server of a data folder hears its commands: a socket in that folder, on Windows a named pipe. The path of a socket is short (108
/// bytes, <c>unix(7)</c>), so a folder far down has it in the temporary one, by a name that both sides can work out.
/// </summary>
internal sealed record ControlAddress(string Path, string PipeName)
{
    private const int MaxSocketPath = 100;

    public static ControlAddress Of(DataFolder folder)
    {
        var name = "blazorchat-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Root)))[..24];
        var path = System.IO.Path.Combine(folder.Root, "server.sock");
        return new ControlAddress(Encoding.UTF8.GetByteCount(path) <= MaxSocketPath ? path : System.IO.Path.Combine(System.IO.Path.GetTempPath(), name, "server.sock"), name);
    }
}
