using System.Collections.Frozen;
using System.Net.Http;

namespace BlazorChat.Core.Egress;

/// <summary>
/// Gives every request of one connection its headers and its limit for connecting, and hands it to the handler that all connections
/// of that trust share and that it does not own.
/// </summary>
internal sealed class CallHandler : DelegatingHandler
{
    /// <summary>They belong to one hop or to the body (RFC 9110, 7.6.1): set by hand, they make one request look like two.</summary>
    private static readonly FrozenSet<string> OwnHeaders = FrozenSet.ToFrozenSet(
    [
        "Connection", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    ], StringComparer.OrdinalIgnoreCase);

    private readonly IReadOnlyDictionary<string, string> _headers;
    private readonly TimeSpan _connectLimit;

    /// <summary>Makes it around the shared handler.</summary>
    public CallHandler(HttpMessageHandler shared, IReadOnlyDictionary<string, string> headers, TimeSpan connectLimit) : base(shared)
    {
        (_headers, _connectLimit) = (headers, connectLimit);
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ConnectLimit.Set(request, _connectLimit);
        foreach (var (name, value) in _headers.Where(header => MaySet(header.Key, header.Value)))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return base.SendAsync(request, cancellationToken);
    }

    private static bool MaySet(string name, string value) =>
        name.Length > 0 && name.All(IsTokenCharacter) && !value.Any(char.IsControl) && !OwnHeaders.Contains(name)
        && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase);

    private static bool IsTokenCharacter(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);
}
