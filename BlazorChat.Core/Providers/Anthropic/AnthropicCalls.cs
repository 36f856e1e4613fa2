using System.Text.Json;
using Anthropic.Core;
using Anthropic.Exceptions;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Makes one call through the SDK and turns whatever goes wrong on the way into a <see cref="ProviderException"/>.</summary>
internal static class AnthropicCalls
{
    /// <summary>No fields.</summary>
    public static IReadOnlyDictionary<string, JsonElement> None { get; } = new Dictionary<string, JsonElement>();

    /// <summary>The headers that say which version of the API is spoken.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Headers(string apiVersion) =>
        new Dictionary<string, JsonElement> { ["anthropic-version"] = JsonSerializer.SerializeToElement(apiVersion) };

    /// <summary>Waits for the headers. The caller disposes the response.</summary>
    /// <exception cref="ProviderException">No connection, or an error status.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<HttpResponse> SendAsync(Func<Task<HttpResponse>> call, ProviderErrors errors, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
    }

    /// <summary>The answer's body as it comes. The caller disposes it.</summary>
    /// <exception cref="ProviderException">The connection went.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Stream> BodyAsync(HttpResponse response, ProviderErrors errors, CancellationToken cancellationToken)
    {
        try
        {
            return await response.RawMessage.Content.ReadAsStreamAsync(cancellationToken);
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
    }

    private static bool IsTransport(Exception exception) =>
        exception is AnthropicException or HttpRequestException or IOException or OperationCanceledException;
}
