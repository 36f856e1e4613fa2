using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace BlazorChat.Core.Egress;

/// <summary>
/// Makes connections. What is checked is what is connected to: the name is looked up once, all its addresses are checked, and the
/// connection goes to one of them (R41).
/// </summary>
internal sealed class EgressConnector(AddressPolicy policy, AddressResolver resolve)
{
    /// <summary>Connects for <see cref="SocketsHttpHandler.ConnectCallback"/>; TLS comes after it.</summary>
    /// <exception cref="AddressBlockedException">The host has an address that may not be reached.</exception>
    /// <exception cref="SocketException">The host has no address, or none accepts the connection.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var limit = ConnectLimit.Start(context.InitialRequestMessage);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var addresses = await AddressesAsync(context.DnsEndPoint.Host, either.Token);
            var host = new HostAndPort(context.DnsEndPoint.Host.Trim('[', ']').TrimEnd('.').ToLowerInvariant(), context.DnsEndPoint.Port);
            policy.Check(host, addresses);
            var socket = await ConnectAsync(addresses, context.DnsEndPoint.Port, either.Token);
            limit.Close(socket);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (limit.IsOver && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(ConnectLimit.Message);
        }
        catch (Exception)
        {
            if (!limit.IsOver) limit.Dispose();
            throw;
        }
    }

    /// <summary>Stops the limit once a connection can carry requests, for <see cref="SocketsHttpHandler.PlaintextStreamFilter"/>.</summary>
    public static ValueTask<Stream> ConnectedAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        ConnectLimit.Stop(context.InitialRequestMessage);
        return ValueTask.FromResult(context.PlaintextStream);
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            var addresses = await resolve(host, cancellationToken);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery)
        {
            // Only this one code is told apart from a refused connection further up.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }

    private static async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return socket;
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw last!;
    }
}
