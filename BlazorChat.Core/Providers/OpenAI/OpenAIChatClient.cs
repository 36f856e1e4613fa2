using System.ClientModel;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// The OpenAI SDK's chat client as an <see cref="IChatClient"/>. Requests go through the SDK's protocol methods; bodies are written and
/// read here, because compatible servers differ from OpenAI in ways on which the SDK's models throw. Thread-safe.
/// </summary>
internal sealed class OpenAIChatClient(
    ProviderConnection connection, string model, global::OpenAI.Chat.ChatClient client, RequestDialect dialect, TimeProvider time) : IChatClient
{
    private readonly ProviderErrors _errors = new(connection, model);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var body = BinaryContent.Create(RequestWriter.Write(model, messages, options, dialect));
        var call = OpenAICalls.Options(cancellationToken);
        using var response = await OpenAICalls.SendAsync(() => client.CompleteChatAsync(body, call), _errors, time, cancellationToken);
        var answer = new AnswerStream(response.ContentStream ?? Stream.Null, _errors, OpenAICalls.Reply(response));
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
