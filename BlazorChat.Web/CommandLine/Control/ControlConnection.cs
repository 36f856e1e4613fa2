using System.Text;
using System.Text.Json;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>Lines of JSON over a stream, in both directions. Owns the stream.</summary>
internal sealed class ControlConnection(Stream stream) : IVerbOutput, IAsyncDisposable
{
    /// <summary>The longest line: a command is short, and a list comes line by line.</summary>
    private const int MaxLine = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };
    private readonly StreamReader _reader = new(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);

    /// <summary>The next line; null where the other side has ended.</summary>
    /// <exception cref="InvalidDataException">It is no line of ours.</exception>
    public async Task<T?> ReadAsync<T>(CancellationToken cancellationToken) where T : class
    {
        var line = new StringBuilder();
        var buffer = new char[1];
        while (await _reader.ReadAsync(buffer, cancellationToken) > 0)
        {
            if (buffer[0] == '\n') return Parse<T>(line.ToString());
            if (line.Append(buffer[0]).Length > MaxLine) throw new InvalidDataException("The line is too long.");
        }

        return null;
    }

    public async Task WriteAsync<T>(T message, CancellationToken cancellationToken)
    {
        await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message, Json), (byte)'\n'], cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    public Task WriteLineAsync(string line, CancellationToken cancellationToken) => WriteAsync(new ControlAnswer { Output = line }, cancellationToken);

    public Task WriteErrorAsync(string line, CancellationToken cancellationToken) => WriteAsync(new ControlAnswer { Error = line }, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        return stream.DisposeAsync();
    }

    private static T Parse<T>(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json) ?? throw new InvalidDataException("The line is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The line is no message.", exception);
        }
    }
}
