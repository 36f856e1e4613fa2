using System.Net;
using System.Net.Sockets;

namespace BlazorChat.Tests.Browser;

/// <summary>A port of this machine that is taken and refuses every connection, until it is given away.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // Bound and not listening: the system refuses whoever comes.
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Number { get; }

    public string BaseUrl => $"http://127.0.0.1:{Number}/v1";

    public void Dispose() => _socket.Dispose();
}
