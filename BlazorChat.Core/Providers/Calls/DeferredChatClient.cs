using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// A client that is made when it is first needed: a fallback that is not asked costs nothing, and what goes wrong in making it is a
/// failure of that model like others. Used by one call at a time.
/// </summary>
internal sealed class DeferredChatClient(Func<IChatClient> create) : IChatClient
{
    private IChatClient? _client;

    private IChatClient Client => _client ??= create();

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = Client.GetStreamingResponseAsync(messages, options, cancellationToken);
        await foreach (var update in updates.WithCancellation(cancellationToken)) yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => Client.GetService(serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();
}
