namespace BlazorChat.Core.Providers;

/// <summary>A provider failed, in words that a person can act on. Holds no key, header or stack.</summary>
/// <param name="code">One of the constants of this class.</param>
/// <param name="connection">The connection's name.</param>
/// <param name="message">A sentence in English.</param>
/// <param name="detail">The provider's own words, status and request id, masked and cut to 500 characters; null where there are none.</param>
/// <param name="inner">What was caught.</param>
public sealed class ProviderException(string code, string connection, string message, string? detail = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The key was rejected (401, 403).</summary>
    public const string KeyRejected = "provider_key_rejected";

    /// <summary>Too many requests, or no credit left (429).</summary>
    public const string RateLimited = "provider_rate_limited";

    /// <summary>The model is unknown there (404).</summary>
    public const string ModelNotFound = "model_not_found";

    /// <summary>Host not found, connection refused or lost before anything came.</summary>
    public const string Unreachable = "provider_unreachable";

    /// <summary>It did not answer in time, or fell silent.</summary>
    public const string TimedOut = "provider_timeout";

    /// <summary>Any other error of the provider (4xx, 5xx, or an error inside the stream).</summary>
    public const string Failed = "provider_error";

    /// <summary>What came is no answer of this kind of API.</summary>
    public const string NotAnApi = "provider_not_an_api";

    /// <summary>The address is none that this connection may reach.</summary>
    public const string AddressBlocked = "provider_address_blocked";

    /// <summary>It failed so often in a row that it is left alone for a while.</summary>
    public const string Paused = "provider_paused";

    /// <summary>It sent more than is taken.</summary>
    public const string TooMuch = "provider_too_much";

    /// <summary>It answers, and has no models.</summary>
    public const string NoModels = "provider_no_models";

    /// <summary>The stored key cannot be read with this server's master key.</summary>
    public const string KeyUnreadable = "provider_key_unreadable";

    /// <summary>The stream broke off in the middle of an answer.</summary>
    public const string StreamBroken = "provider_stream_broken";

    /// <summary>One of the constants of this class.</summary>
    public string Code { get; } = code;

    /// <summary>The connection's name.</summary>
    public string Connection { get; } = connection;

    /// <summary>The provider's own words, status and request id; null where there are none.</summary>
    public string? Detail { get; } = detail;

    /// <summary>What more is known of <see cref="Unreachable"/>: one of the constants of <see cref="UnreachableReason"/>; null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>How long the provider asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status that the provider gave; null where there was none.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's own id of the call; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// Whether the same call may succeed a little later: 408, 409, 429 and 5xx, and where no connection came about. Spent credit is no
    /// such case. Whether anything was received already is for the caller to know.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the conversation is too long for this model; one with a larger window may take it.</summary>
    public bool IsTooLong { get; init; }
}
