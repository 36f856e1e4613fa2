using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using MessageCreateParams = Anthropic.Models.Messages.MessageCreateParams;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>
/// Anthropic's Messages API as an <see cref="IChatClient"/>. Requests go through the SDK; bodies are written and read here, because the
/// SDK's own chat client fails on a quarter of what was really recorded (it throws where a figure of the usage is missing or a message
/// begins twice, and counts the cached tokens wrongly). Thread-safe.
/// </summary>
internal sealed class AnthropicChatClient(ProviderConnection connection, string model, AnthropicClient client, ProviderErrors errors) : IChatClient
{
    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await AnthropicCalls.SendAsync(() => client.WithRawResponse.Execute(Request(messages, options), cancellationToken), errors, cancellationToken);
        await using var body = await AnthropicCalls.BodyAsync(response, errors, cancellationToken);
        var answer = new AnswerStream(body, errors, AnthropicHandler.Reply(response.RawMessage));
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

    private HttpRequest<MessageCreateParams> Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var name = options?.ModelId ?? model;
        var claude = ClaudeModel.Of(name);
        var body = RequestWriter.Write(name, claude, messages, options);
        return new HttpRequest<MessageCreateParams>
        {
            Method = HttpMethod.Post,
            Params = MessageCreateParams.FromRawUnchecked(AnthropicCalls.Headers(claude.ApiVersion), AnthropicCalls.None, body),
        };
    }
}
