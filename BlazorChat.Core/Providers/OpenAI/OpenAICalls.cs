using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Makes one call through the SDK's pipeline and turns whatever goes wrong into a <see cref="ProviderException"/>.</summary>
internal static class OpenAICalls
{
    private const int MaxErrorBytes = 64 << 10;

    /// <summary>How a call is made: the body is a stream that is not read ahead, and an error status is an answer like others.</summary>
    public static RequestOptions Options(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, BufferResponse = false, ErrorOptions = ClientErrorBehaviors.NoThrow };

    /// <summary>Waits for the headers. The caller disposes the response.</summary>
    /// <exception cref="ProviderException">No connection, or an error status.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<PipelineResponse> SendAsync(
        Func<Task<ClientResult>> call, ProviderErrors errors, TimeProvider time, CancellationToken cancellationToken)
    {
        PipelineResponse response;
        try
        {
            response = (await call()).GetRawResponse();
        }
        catch (Exception exception) when (exception is ClientResultException or HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
        if (response.Status is >= 200 and < 300) return response;
        using (response)
        {
            throw errors.FromReply(await ErrorReplyAsync(response, time, cancellationToken));
        }
    }

    /// <summary>What every failure of this call will name.</summary>
    public static ProviderReply Reply(PipelineResponse response)
    {
        var id = Header(response, "x-request-id") ?? Header(response, "request-id") ?? Header(response, "cf-ray");
        return new ProviderReply(response.Status, id);
    }

    private static async Task<ProviderReply> ErrorReplyAsync(PipelineResponse response, TimeProvider time, CancellationToken cancellationToken)
    {
        return Reply(response) with
        {
            Body = UpstreamWords.In(await ReadBeginningAsync(response.ContentStream, cancellationToken)),
            RetryAfter = ProviderReply.ReadRetryAfter(Header(response, "Retry-After"), time.GetUtcNow()),
        };
    }

    private static async Task<string> ReadBeginningAsync(Stream? body, CancellationToken cancellationToken)
    {
        if (body is null) return "";
        var buffer = new byte[MaxErrorBytes];
        var length = 0;
        try
        {
            while (length < buffer.Length && await body.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read) length += read;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status says enough.
            cancellationToken.ThrowIfCancellationRequested();
        }
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static string? Header(PipelineResponse response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;
}
