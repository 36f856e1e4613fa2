using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Offline;

/// <summary>Answers with <see cref="OfflineAnswer"/>, word by word. Thread-safe.</summary>
internal sealed class OfflineChatClient(double wordsPerSecond, TimeProvider time) : IChatClient
{
    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatMessage[] conversation = [.. messages];
        var question = conversation.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";
        string[] words = [.. Words(OfflineAnswer.To(question))];
        var pause = wordsPerSecond > 0 ? TimeSpan.FromSeconds(1 / wordsPerSecond) : TimeSpan.Zero;
        foreach (var word in words)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, cancellationToken);
            yield return Update(new TextContent(word));
        }
        var input = conversation.Sum(message => Words(message.Text).Count());
        var last = Update(new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = words.Length, TotalTokenCount = input + words.Length }));
        last.FinishReason = ChatFinishReason.Stop;
        yield return last;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(OfflineProvider.ReservedName, null, OfflineProvider.ReservedName)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing.
    }

    /// <summary>The text in pieces of one word with the white space behind it; joined they are the text.</summary>
    internal static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i - 1]) || char.IsWhiteSpace(text[i])) continue;
            yield return text[start..i];
            start = i;
        }
        if (start < text.Length) yield return text[start..];
    }

    private static ChatResponseUpdate Update(AIContent content) => new(ChatRole.Assistant, [content]) { ModelId = OfflineProvider.ReservedName };
}
