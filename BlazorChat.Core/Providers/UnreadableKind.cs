using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>Stands for the kind of a connection whose stored key cannot be read: nothing is sent, and every call says why.</summary>
internal sealed class UnreadableKind(IProviderKind kind) : IProviderKind
{
    public string Name => kind.Name;

    public Uri? DefaultBaseUrl => kind.DefaultBaseUrl;

    public ParameterNames Parameters => kind.Parameters;

    public IChatClient CreateClient(ProviderConnection connection, string model) => new Client(connection);

    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) => throw Unreadable(connection);

    private static ProviderException Unreadable(ProviderConnection connection) => new(
        ProviderException.KeyUnreadable,
        connection.Name,
        $"The stored key of {connection.Name} cannot be read with this server's master key. Type it again in Settings, or put the former master key back.");

    private sealed class Client(ProviderConnection connection) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw Unreadable(connection);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield return connection.IsUnreadable ? throw Unreadable(connection) : new ChatResponseUpdate();
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
