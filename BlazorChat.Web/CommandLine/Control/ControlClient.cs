using System.IO.Pipes;
using System.Net.Sockets;
using System.Text.Json;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>Asks the running server.</summary>
internal static class ControlClient
{
    private const int PipeTimeoutMilliseconds = 500;

    /// <summary>Has it done there, and gives the exit code; null where no server listens.</summary>
    public static async Task<int?> TryRunAsync(ControlAddress address, string verb, object body, IVerbOutput output, CancellationToken cancellationToken)
    {
        if (await ConnectAsync(address, cancellationToken) is not { } stream) return null;
        await using var connection = new ControlConnection(stream);
        try
        {
            await connection.WriteAsync(new ControlRequest(verb, JsonSerializer.SerializeToElement(body, JsonSerializerOptions.Web)), cancellationToken);
            while (await connection.ReadAsync<ControlAnswer>(cancellationToken) is { } answer)
            {
                if (answer.Output is { } line) await output.WriteLineAsync(line, cancellationToken);
                if (answer.Error is { } error) await output.WriteErrorAsync(error, cancellationToken);
                if (answer.ExitCode is { } exitCode) return exitCode;
            }
        }
        catch (IOException)
        {
            // The same as an end without a code.
        }

        await output.WriteErrorAsync("The server ended before it answered; whether it was done is not known. Look with 'user list'.", cancellationToken);
        return 1;
    }

    private static async Task<Stream?> ConnectAsync(ControlAddress address, CancellationToken cancellationToken)
    {
        if (!address.IsOwn()) return null;
        try
        {
            if (OperatingSystem.IsWindows())
            {
                var pipe = new NamedPipeClientStream(".", address.PipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
                await pipe.ConnectAsync(PipeTimeoutMilliseconds, cancellationToken);
                return pipe;
            }

            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or TimeoutException)
        {
            return null;
        }
    }
}
