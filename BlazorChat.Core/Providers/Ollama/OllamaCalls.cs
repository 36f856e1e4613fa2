using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Makes calls to one Ollama and turns whatever goes wrong into a <see cref="ProviderException"/>. Thread-safe.</summary>
/// <param name="http">Gives the client.</param>
/// <param name="connection">The connection, with its address.</param>
/// <param name="errors">How failures are told.</param>
/// <param name="time">The clock.</param>
internal sealed class OllamaCalls(IHttpClientFactory http, ProviderConnection connection, OllamaErrors errors, TimeProvider time)
{
    private const int MaxErrorBytes = 64 << 10;

    /// <summary>Waits for the headers. The caller disposes the response.</summary>
    /// <param name="method">The API's method: <c>chat</c>, <c>tags</c> and so on.</param>
    /// <param name="body">JSON to post; null gets.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProviderException">No connection, or an error status.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<HttpResponseMessage> SendAsync(string method, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        using var request = Request(method, body);
        HttpResponseMessage response;
        try
        {
            response = await http.CreateClient(connection).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            throw errors.FromReply(await ErrorReplyAsync(response, cancellationToken));
        }
    }

    /// <summary>Makes a call whose answer is one JSON object. The caller disposes it.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<JsonDocument> SendForJsonAsync(string method, ReadOnlyMemory<byte>? body, int maxBytes, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, body, cancellationToken);
        ReadOnlyMemory<byte> json = default;
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            json = await new LineReader(stream).ReadToEndAsync(maxBytes, cancellationToken);
            var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            // Told below.
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
        throw errors.NotOllama(Reply(response), $"its answer to /api/{method} is not Ollama's", Encoding.UTF8.GetString(json.Span[..Math.Min(json.Length, 4096)]));
    }

    /// <summary>What every failure of this call will name.</summary>
    public static ProviderReply Reply(HttpResponseMessage response) =>
        new((int)response.StatusCode, Header(response, "x-request-id") ?? Header(response, "cf-ray"));

    private HttpRequestMessage Request(string method, ReadOnlyMemory<byte>? body)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, OllamaAddress.Of(connection.BaseUrl ?? OllamaAddress.Usual, method));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("BlazorChat", null));
        if (connection.ApiKey is { } key) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (body is { } json) request.Content = new ReadOnlyMemoryContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }

    private async Task<ProviderReply> ErrorReplyAsync(HttpResponseMessage response, CancellationToken cancellationToken) => Reply(response) with
    {
        Body = await ReadBeginningAsync(response, cancellationToken),
        RetryAfter = ProviderReply.ReadRetryAfter(Header(response, "Retry-After"), time.GetUtcNow()),
    };

    private static async Task<string> ReadBeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxErrorBytes];
        var length = 0;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (length < buffer.Length && await body.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read) length += read;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status says enough.
            cancellationToken.ThrowIfCancellationRequested();
        }
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
