using System.Text.Json;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Failures of an Ollama, with the advice that fits it: most are cured at the machine where it runs.</summary>
/// <param name="connection">The connection that was called, with its address.</param>
/// <param name="model">The model that was asked; null where the call was about something else.</param>
internal sealed class OllamaErrors(ProviderConnection connection, string? model)
{
    private const string CheckAddress = "Check its address: it is usually http://localhost:11434, or http://host.docker.internal:11434 from within a container";

    private readonly ProviderErrors _errors = new(connection, model);

    /// <summary>An answer with an error status.</summary>
    public ProviderException FromReply(ProviderReply reply)
    {
        var body = ErrorBody.Read(reply.Body);
        // Any web server answers 404 to what it does not know; only Ollama's names the model.
        var isAboutModel = body.IsApi && model is not null && body.Message.Contains("model", StringComparison.OrdinalIgnoreCase);
        if (reply.Status == 404 && !isAboutModel) return NotOllama(reply, "there is none at this address", reply.Body);
        var failure = _errors.FromReply(reply);
        if (reply.Status < 400 || model is null) return failure;
        if (reply.Status == 404) return Advised(failure, ProviderException.ModelNotFound, $"{Name} does not have the model {Model}. Choose another one, or get it where Ollama runs: ollama pull {Model}");
        return AdviceFor(body.Message) is { } advice ? Advised(failure, ProviderException.Failed, advice, IsTooLong(body.Message)) : failure;
    }

    /// <summary>An error object inside a stream that had begun with status 200.</summary>
    public ProviderException FromStream(JsonElement error, ProviderReply reply)
    {
        var failure = _errors.FromStream(error, reply);
        var words = ErrorBody.FromJson(error).Message;
        return AdviceFor(words) is { } advice ? Advised(failure, failure.Code, advice, IsTooLong(words)) : failure;
    }

    /// <summary>What came is no answer of an Ollama.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="why">What is the matter, the first half of a sentence.</param>
    /// <param name="sample">The beginning of what came.</param>
    public ProviderException NotOllama(ProviderReply reply, string why, string sample) =>
        _errors.NotAnApi(reply, $"{why}. {CheckAddress}. For another kind of server choose the provider openai-compatible", ErrorBody.Read(sample).Message is { Length: > 0 } words ? words : sample);

    /// <summary>A line, or all tool calls together, are longer than is taken (R13).</summary>
    public ProviderException TooMuch(ProviderReply reply)
    {
        var failure = _errors.Failed(reply, "sent too much");
        return Advised(failure, ProviderException.TooMuch, $"{Name} sent more in one piece than is taken (1 MiB a line, 16 MiB with an image, 4 MiB of tool arguments). What had come is kept.");
    }

    /// <inheritdoc cref="ProviderErrors.Failed"/>
    public ProviderException Failed(ProviderReply reply, string what, string sample) => _errors.Failed(reply, what, sample);

    /// <inheritdoc cref="ProviderErrors.StreamBroken"/>
    public ProviderException StreamBroken(ProviderReply reply) => _errors.StreamBroken(reply);

    /// <inheritdoc cref="ProviderErrors.FromTransport"/>
    public ProviderException FromTransport(Exception exception) => _errors.FromTransport(exception);

    private string Name => connection.Name;

    /// <summary>A model's name may come from a caller: of any length, with anything in it.</summary>
    private string Model => SafeText.Cut(SafeText.OneLine(model ?? "the model"), 100);

    /// <summary>Ollama has no codes, only words (server/routes.go, llm/server.go).</summary>
    private string? AdviceFor(string words)
    {
        bool Says(string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
        return Says("does not support thinking") ? $"{Model} at {Name} cannot think. Take its reasoning effort back, or choose a model that can."
            : Says("does not support tools") ? $"{Model} at {Name} cannot call tools. Go on without tools, or choose a model that can."
            : IsTooLong(words) ? $"The conversation is too long for {Model} at {Name}. Begin a new one, or choose a model with a larger window."
            : Says("more system memory") || Says("out of memory") ? $"{Name} has too little memory for {Model} and a conversation of this length. Begin a new one, choose a smaller model, or set num_ctx lower."
            : null;
    }

    private static bool IsTooLong(string words) => words.Contains("context", StringComparison.OrdinalIgnoreCase)
        && (words.Contains("exceed", StringComparison.OrdinalIgnoreCase) || words.Contains("too long", StringComparison.OrdinalIgnoreCase));

    private ProviderException Advised(ProviderException failure, string code, string message, bool isTooLong = false) => new(code, Name, message, failure.Detail)
    {
        Status = failure.Status,
        RequestId = failure.RequestId,
        RetryAfter = failure.RetryAfter,
        IsTooLong = isTooLong,
    };
}
