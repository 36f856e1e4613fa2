using System.Net.Http;
using System.Text.Json;
using BlazorChat.Core.Egress;

namespace BlazorChat.Core.Providers;

/// <summary>Turns every failure of one call into a <see cref="ProviderException"/> that names the connection and what to do (R14, R16).</summary>
/// <param name="connection">The connection that was called.</param>
/// <param name="model">The model that was asked; null where the call was about something else.</param>
internal sealed class ProviderErrors(ProviderConnection connection, string? model)
{
    private string Name => connection.Name;

    /// <summary>An answer with an error status.</summary>
    public ProviderException FromReply(ProviderReply reply)
    {
        var body = ErrorBody.Read(reply.Body);
        return reply.Status is >= 300 and < 400
            ? NotAnApi(reply, "it redirects elsewhere, and redirects are not followed. Give the connection the address where the API itself is", "")
            : reply.Status == 404 && !body.IsApi && reply.Body.Length > 0
                ? NotAnApi(reply, "there is nothing at this address. Check its address: most end in /v1", body.Message)
                : ByStatus(reply.Status, body, reply);
    }

    /// <summary>An error object inside a stream that had begun with status 200.</summary>
    public ProviderException FromStream(JsonElement error, ProviderReply reply)
    {
        var body = ErrorBody.FromJson(error);
        var status = body.Status ?? StatusOf(body.Code);
        return status is { } known
            ? ByStatus(known, body, reply)
            : Make(ProviderException.Failed, $"{Name} reported an error while answering.", reply, body.Message);
    }

    /// <summary>What came is no answer of this kind of API.</summary>
    public ProviderException NotAnApi(ProviderReply reply, string why, string sample) =>
        Make(ProviderException.NotAnApi, $"{Name} did not answer like an API: {why}.", reply, sample);

    /// <summary>Any other error in the course of an answer.</summary>
    public ProviderException Failed(ProviderReply reply, string what, string sample = "") =>
        Make(ProviderException.Failed, $"{Name} {what}.", reply, sample);

    /// <summary>The connection went in the middle of an answer.</summary>
    public ProviderException StreamBroken(ProviderReply reply) =>
        Make(ProviderException.StreamBroken, $"The connection to {Name} broke off in the middle of the answer. What had come is kept.", reply, "");

    /// <summary>No connection came about, or it went before anything came.</summary>
    public ProviderException FromTransport(Exception exception)
    {
        if (Innermost<AddressBlockedException>(exception) is not null)
        {
            // One sentence without a detail: what is at a blocked address, and whether anything is, is not told (R43).
            var message = $"{Address} is not an address that this connection may reach. Ask an admin to list its host and port, or use a public address.";
            return new ProviderException(ProviderException.AddressBlocked, Name, message);
        }
        if (exception is OperationCanceledException || Innermost<TimeoutException>(exception) is not null)
        {
            var message = $"{Name} did not accept a connection in time. Check that {Address} is right and can be reached from this server.";
            return new ProviderException(ProviderException.TimedOut, Name, message) { IsTransient = true };
        }
        var cause = Innermost<HttpRequestException>(exception);
        var why = cause?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"the host of {Address} was not found. Check the address for a typing error, and the name service of this server",
            HttpRequestError.SecureConnectionError => $"no secure connection to {Address} came about. Check its certificate, and whether the address should begin with http: or https:",
            HttpRequestError.ConnectionError => $"nothing accepts connections at {Address}. Check that it is running, and that a container does not look for it on its own localhost",
            HttpRequestError.ProxyTunnelError => $"the proxy did not let the call through to {Address}",
            _ => $"{Address} closed the connection before it answered",
        };
        var reason = cause?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => UnreachableReason.HostNotFound,
            HttpRequestError.SecureConnectionError => UnreachableReason.Certificate,
            HttpRequestError.ConnectionError => UnreachableReason.ConnectionRefused,
            _ => null,
        };
        var detail = cause is null ? null : SafeText.Clean(cause.Message, connection.Secrets);
        return new ProviderException(ProviderException.Unreachable, Name, $"{Name} cannot be reached: {why}.", detail) { IsTransient = true, Reason = reason };
    }

    /// <summary>Scheme, host and port: what may be shown of an address.</summary>
    private string Address => connection.BaseUrl?.GetLeftPart(UriPartial.Authority) ?? "its address";

    private ProviderException ByStatus(int status, ErrorBody body, ProviderReply reply)
    {
        var noCredit = status == 402 || body.Code is "insufficient_quota" or "insufficient_balance";
        var (code, message) = status switch
        {
            _ when body.Code is "model_not_found" => (ProviderException.ModelNotFound, UnknownModel),
            401 or 403 => (ProviderException.KeyRejected, RejectedKey(status)),
            404 => (ProviderException.ModelNotFound, UnknownModel),
            402 or 429 when noCredit => (ProviderException.RateLimited, $"The account at {Name} has no credit left. Top it up, or choose a model of another connection."),
            429 => (ProviderException.RateLimited, $"{Name} takes no more requests for the moment. {WaitFor(reply.RetryAfter)}"),
            408 or 504 => (ProviderException.TimedOut, $"{Name} did not answer in time (status {status}). Try again."),
            413 => (ProviderException.Failed, TooLong),
            _ when body.Code is "context_length_exceeded" || (status == 400 && SaysTooLong(body.Message)) => (ProviderException.Failed, TooLong),
            >= 500 => (ProviderException.Failed, $"{Name} has a fault of its own (status {status}). {WaitFor(reply.RetryAfter).TrimEnd('.')}, or choose another model."),
            _ => (ProviderException.Failed, $"{Name} refused the request (status {status})."),
        };
        var mayPass = status is 408 or 409 or 429 or >= 500 && code is not ProviderException.ModelNotFound;
        return new ProviderException(code, Name, message, Detail(reply with { Status = status }, body.Message))
        {
            Status = status,
            RequestId = SafeText.Cut(SafeText.OneLine(reply.RequestId ?? ""), 100),
            RetryAfter = reply.RetryAfter,
            IsTransient = mayPass && !noCredit,
            IsTooLong = message == TooLong,
        };
    }

    /// <summary>A model's name may come from a caller: of any length, with anything in it.</summary>
    private string? Model => model is null ? null : SafeText.Cut(SafeText.OneLine(model), 100);

    private string UnknownModel => model is null
        ? $"{Name} has no such thing at its address. Check its address: most end in /v1."
        : $"{Name} does not know the model {Model}. Choose another one, or check the name.";

    private string TooLong => $"The conversation is too long for {Model ?? "this model"} at {Name}. Begin a new one, or choose a model with a larger window.";

    /// <summary>Servers without a code for it: vLLM, llama.cpp.</summary>
    private static bool SaysTooLong(string words) =>
        words.Contains("maximum context length", StringComparison.OrdinalIgnoreCase) || words.Contains("exceeds the available context size", StringComparison.OrdinalIgnoreCase);

    private string RejectedKey(int status) => connection.ApiKey is null
        ? $"{Name} wants a key, and its connection has none. Give it one."
        : status == 401
            ? $"The key for {Name} was rejected. Check that it is complete, not revoked, and made for this provider."
            : $"The key for {Name} was rejected for this call. Check what it is allowed to do, and that the account may use the model.";

    private static string WaitFor(TimeSpan? retryAfter) => retryAfter is { } wait ? $"Try again in {DurationText.OfWait(wait)}." : "Try again in a while.";

    private ProviderException Make(string code, string message, ProviderReply reply, string words) =>
        new(code, Name, message, Detail(reply, words)) { Status = reply.Status, RequestId = SafeText.Cut(SafeText.OneLine(reply.RequestId ?? ""), 100) };

    private string Detail(ProviderReply reply, string words)
    {
        var place = reply.RequestId is { Length: > 0 } id ? $"status {reply.Status}, request {id}" : $"status {reply.Status}";
        return SafeText.Clean(words.Length > 0 ? $"{place}: {words}" : place, connection.Secrets);
    }

    private static int? StatusOf(string? code) => code switch
    {
        "invalid_api_key" or "authentication_error" => 401,
        "permission_error" => 403,
        "model_not_found" or "not_found_error" => 404,
        "context_length_exceeded" => 400,
        "insufficient_quota" or "rate_limit_exceeded" or "rate_limit_error" => 429,
        "server_error" or "api_error" or "internal_server_error" => 500,
        "overloaded_error" or "service_unavailable" => 503,
        "timeout" or "timeout_error" => 504,
        _ => null,
    };

    private static T? Innermost<T>(Exception? exception) where T : Exception
    {
        T? found = null;
        for (; exception is not null; exception = exception.InnerException) found = exception as T ?? found;
        return found;
    }
}
