using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Providers;

/// <summary>What tests ask of a stream's updates.</summary>
internal static class Updates
{
    public static string Text(this IEnumerable<ChatResponseUpdate> updates) => string.Concat(updates.Of<TextContent>().Select(content => content.Text));

    public static string Reasoning(this IEnumerable<ChatResponseUpdate> updates) => string.Concat(updates.Of<TextReasoningContent>().Select(content => content.Text));

    public static List<FunctionCallContent> Calls(this IEnumerable<ChatResponseUpdate> updates) => [.. updates.Of<FunctionCallContent>()];

    public static List<UsageDetails> Usages(this IEnumerable<ChatResponseUpdate> updates) => [.. updates.Of<UsageContent>().Select(content => content.Details)];

    public static List<ChatFinishReason> Finishes(this IEnumerable<ChatResponseUpdate> updates) => [.. updates.Select(update => update.FinishReason).OfType<ChatFinishReason>()];

    /// <summary>A chunk with this delta.</summary>
    public static string Delta(string delta, string? finish = null) =>
        $$"""{"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m-1","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}]}""";

    private static IEnumerable<T> Of<T>(this IEnumerable<ChatResponseUpdate> updates) => updates.SelectMany(update => update.Contents).OfType<T>();
}
