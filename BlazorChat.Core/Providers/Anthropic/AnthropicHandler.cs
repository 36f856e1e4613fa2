using System.Net.Http.Headers;
using System.Text;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>
/// Stands between the SDK and our HTTP client. Of the SDK's headers it lets pass only what the API needs: the <c>X-Stainless-*</c> ones tell
/// every server of this one's operating system and runtime, others come from variables of the environment and may be secrets of another
/// server. An error status becomes a <see cref="ProviderException"/> here, where its headers are still at hand.
/// </summary>
/// <param name="errors">Makes the failures.</param>
/// <param name="time">The clock for a <c>Retry-After</c> that is a date.</param>
/// <param name="hasKey">Whether the key is a real one.</param>
internal sealed class AnthropicHandler(ProviderErrors errors, TimeProvider time, bool hasKey) : DelegatingHandler
{
    /// <summary>What the SDK is given instead of a key. It is never sent.</summary>
    public const string Placeholder = "none";

    private const int MaxErrorBytes = 64 << 10;
    private const string UserAgent = "BlazorChat";
    private const string Version = "anthropic-version";

    /// <summary>What every failure of this call will name.</summary>
    public static ProviderReply Reply(HttpResponseMessage response) =>
        new((int)response.StatusCode, Header(response, "request-id") ?? Header(response, "x-request-id") ?? Header(response, "cf-ray"));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Clean(request.Headers);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            var reply = Reply(response) with
            {
                Body = await ReadBeginningAsync(response.Content, cancellationToken),
                RetryAfter = ProviderReply.ReadRetryAfter(Header(response, "Retry-After"), time.GetUtcNow()),
            };
            throw errors.FromReply(KnownWords.Sharpen(reply));
        }
    }

    private void Clean(HttpRequestHeaders headers)
    {
        var version = headers.TryGetValues(Version, out var versions) ? versions.Last() : null;
        string[] unwanted = [.. headers.Select(header => header.Key).Where(name => !IsWanted(name))];
        foreach (var name in unwanted) headers.Remove(name);
        // The SDK adds a request's own version to its default one; two of them are none.
        if (version is not null) headers.Add(Version, version);
        headers.UserAgent.ParseAdd(UserAgent);
    }

    private bool IsWanted(string name) => hasKey && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private static async Task<string> ReadBeginningAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxErrorBytes];
        var length = 0;
        try
        {
            await using var body = await content.ReadAsStreamAsync(cancellationToken);
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
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
