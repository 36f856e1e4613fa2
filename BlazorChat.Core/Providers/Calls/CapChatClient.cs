using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>Ends an answer that carries more images, or larger ones, than are taken (R13). Its text is bounded by the one who keeps it.</summary>
/// <param name="inner">The client that is watched.</param>
/// <param name="connection">Its connection.</param>
internal sealed class CapChatClient(IChatClient inner, ProviderConnection connection) : StreamedChatClient(inner)
{
    /// <summary>The largest image, in bytes: 20 MB.</summary>
    public const int MaxImageBytes = 20_000_000;

    /// <summary>The most images of one answer.</summary>
    public const int MaxImages = 10;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var images = 0;
        await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).WithCancellation(cancellationToken))
        {
            foreach (var content in update.Contents.OfType<DataContent>())
            {
                if (content.Data.Length > MaxImageBytes) throw TooMuch($"an image of more than {MaxImageBytes / 1_000_000} MB");
                if (++images > MaxImages) throw TooMuch($"more than {MaxImages} images in one answer");
            }
            yield return update;
        }
    }

    private ProviderException TooMuch(string what) => new(
        ProviderException.TooMuch, connection.Name, $"{connection.Name} sent {what}, which is more than is taken. Ask for less, or choose another model.");
}
