using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorChat.Bench.Streaming;

/// <summary>
/// A page without a browser: gets its HTML, starts its circuit over a web socket, and does with what comes what a browser's script does
/// (says that a batch was rendered, answers calls), except showing it.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Visitor _visitor;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _left = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CountingStream? _wire;
    private Task _work = Task.CompletedTask;

    private Circuit(Visitor visitor) => _visitor = visitor;

    /// <summary>What came since the page was opened.</summary>
    public PageTraffic Traffic { get; } = new();

    /// <summary>Bytes on the wire since the circuit began.</summary>
    public long WireBytes => _wire!.Received;

    /// <summary>Opens a page and waits until its circuit has rendered it.</summary>
    public static async Task<Circuit> OpenAsync(Visitor visitor, string path, bool compressed)
    {
        var circuit = new Circuit(visitor);
        await circuit.StartAsync(path, compressed);
        return circuit;
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _work;
        _socket.Dispose();
        _left.Dispose();
        _sending.Dispose();
        await _visitor.LeaveAsync(await _started.Task);
    }

    private async Task StartAsync(string path, bool compressed)
    {
        var html = await _visitor.GetAsync(path);
        var markers = Marker().Matches(html).Select(match => match.Groups[1].Value).Where(IsServers).ToList();
        var state = State().Match(html).Groups[1].Value;
        await ConnectAsync(compressed);
        _work = Task.WhenAll(ReadAsync(), PingAsync());
        var page = new Uri(_visitor.Server, path);
        await SendAsync(HubMessage.Call("StartCircuit", "0", _visitor.Server.ToString(), page.ToString(), "[]", state));
        await _started.Task.WaitAsync(Patience);
        var operations = markers.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}""");
        await SendAsync(HubMessage.Call("UpdateRootComponents", null, $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state));
        await _shown.Task.WaitAsync(Patience);
    }

    private async Task ConnectAsync(bool compressed)
    {
        var handler = new SocketsHttpHandler
        {
            CookieContainer = _visitor.Cookies,
            UseProxy = false,
            ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return _wire = new CountingStream(new NetworkStream(socket, ownsSocket: true));
            },
        };
        if (compressed) _socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await _socket.ConnectAsync(new Uri($"ws://{_visitor.Server.Authority}/_blazor"), new HttpMessageInvoker(handler), _left.Token);
        await _socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, _left.Token);
    }

    private async Task PingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
            while (await timer.WaitForNextTickAsync(_left.Token)) await SendAsync(HubMessage.Ping);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_left.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _left.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var (have, isGreeted) = (0, false);
        try
        {
            while (true)
            {
                if (have == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var result = await _socket.ReceiveAsync(buffer.AsMemory(have), _left.Token);
                if (result.MessageType == WebSocketMessageType.Close) throw new IOException("The server closed the circuit.");
                have += result.Count;
                var read = 0;
                if (!isGreeted)
                {
                    read = buffer.AsSpan(0, have).IndexOf((byte)0x1e) + 1; // The answer to the handshake, which is JSON.
                    isGreeted = read > 0;
                }

                while (isGreeted && HubReader.TryCut(buffer.AsSpan(read, have - read), out var start, out var length))
                {
                    await TakeAsync(buffer.AsMemory(read + start, length));
                    read += start + length;
                }

                buffer.AsSpan(read, have - read).CopyTo(buffer);
                have -= read;
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception exception) when (exception is IOException or WebSocketException or FormatException)
        {
            Traffic.Fail(exception.Message);
            _started.TrySetException(exception);
            _shown.TrySetException(exception);
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> message)
    {
        if (Answer(message.Span) is { } answer) await SendAsync(answer);
    }

    /// <summary>What a browser would send back; null where nothing.</summary>
    private byte[]? Answer(ReadOnlySpan<byte> message)
    {
        var reader = new HubReader(message);
        reader.Array();
        var type = reader.Number();
        if (type is not (1 or 3)) return null;
        reader.EmptyMap();
        var id = reader.Text();
        if (type == 3)
        {
            if (id == "0" && reader.Number() == 3) _started.TrySetResult(reader.Text()!);
            return null;
        }

        var target = reader.Text();
        reader.Array();
        switch (target)
        {
            case "JS.RenderBatch":
                Traffic.Take(message);
                _shown.TrySetResult();
                return HubMessage.Call("OnRenderCompleted", null, reader.Number(), null);
            case "JS.BeginInvokeJS" when reader.Number() is var call and > 0:
                return HubMessage.Call("EndInvokeJSFromDotNet", null, call, true, $"[{call},true,null]");
            case "JS.Error":
                Traffic.Fail(reader.Text() ?? "The circuit failed.");
                return null;
            default:
                return null;
        }
    }

    private static bool IsServers(string marker)
    {
        using var json = JsonDocument.Parse(marker);
        return json.RootElement.TryGetProperty("type", out var type) && type.GetString() == "server";
    }

    [GeneratedRegex(@"<!--Blazor:(\{.*?\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
