using System.IO.Pipes;
using System.Net.Sockets;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>Takes connections from the command line: from this account alone, and from root. Dispose it.</summary>
internal sealed class ControlListener : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MaxWaiting = 8;
    private readonly ControlAddress _address;
    private readonly Socket? _socket;

    /// <exception cref="IOException">It cannot listen there.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot listen there.</exception>
    /// <exception cref="SocketException">It cannot listen there.</exception>
    public ControlListener(ControlAddress address)
    {
        _address = address;
        if (OperatingSystem.IsWindows()) return;
        var folder = Path.GetDirectoryName(address.Path)!;
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        if (!address.IsOwn()) throw new UnauthorizedAccessException($"The folder '{folder}' is another account's, or open to others; remove it.");
        // Nobody else's: who could write there could put another socket in its place.
        if (File.GetUnixFileMode(folder) is var mode && (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0) File.SetUnixFileMode(folder, mode & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        File.Delete(address.Path); // What a killed server left. The lock of the data folder says that there is no other.
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            _socket.Bind(new UnixDomainSocketEndPoint(address.Path));
            File.SetUnixFileMode(address.Path, OwnerOnly); // Before it listens: until then nobody can connect.
            _socket.Listen(MaxWaiting);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>The next connection.</summary>
    public async Task<Stream> AcceptAsync(CancellationToken cancellationToken)
    {
        if (_socket is not null) return new NetworkStream(await _socket.AcceptAsync(cancellationToken), ownsSocket: true);
        var pipe = new NamedPipeServerStream(_address.PipeName, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await pipe.WaitForConnectionAsync(cancellationToken);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        if (_socket is not null) File.Delete(_address.Path);
    }
}
