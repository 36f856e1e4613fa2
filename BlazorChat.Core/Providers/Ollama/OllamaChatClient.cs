using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>One model of an Ollama, spoken to by <c>POST /api/chat</c>. Thread-safe.</summary>
/// <param name="http">Gives the client.</param>
/// <param name="connection">The connection, with its address.</param>
/// <param name="model">The model's own name.</param>
/// <param name="details">What is known of the model.</param>
/// <param name="time">The clock.</param>
internal sealed class OllamaChatClient(IHttpClientFactory http, ProviderConnection connection, string model, OllamaModelDetails details, TimeProvider time) : IChatClient
{
    private readonly OllamaErrors _errors = new(connection, model);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var body = OllamaRequestWriter.Write(model, messages, options, details);
        var calls = new OllamaCalls(http, connection, _errors, time);
        using var response = await calls.SendAsync("chat", body, cancellationToken);
        var answer = new OllamaAnswerStream(await response.Content.ReadAsStreamAsync(cancellationToken), _errors, OllamaCalls.Reply(response));
        while (await answer.NextAsync(cancellationToken) is { } updates)
        {
            foreach (var update in updates) yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(connection.Provider, connection.BaseUrl, model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Connections belong to the factory of HTTP clients.
    }
}
