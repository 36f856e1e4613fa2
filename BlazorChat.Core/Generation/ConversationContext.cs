using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Generation;

/// <summary>What the model is sent: the branch before the answer, and for an answer that goes on, what there is of it.</summary>
internal static class ConversationContext
{
    private const string ContinueInstruction =
        "Your answer above was cut off. Continue it exactly where it stops: no introduction, no repetition, no comment about the interruption.";

    public static List<ChatMessage> Build(ClaimedGeneration generation)
    {
        var messages = new List<ChatMessage>(generation.Branch.Count + 2);
        foreach (var message in generation.Branch) Add(messages, message);
        // Where the first question was deleted, its answer says nothing alone, and providers want a question first.
        if (messages.Exists(message => message.Role == ChatRole.User)) messages.RemoveRange(0, messages.FindIndex(message => message.Role != ChatRole.Assistant));
        if (TextOf(generation.Message).Length > 0)
        {
            Add(messages, generation.Message);
            messages.Add(new ChatMessage(ChatRole.User, ContinueInstruction));
        }

        return messages;
    }

    /// <summary>What was said in a message; reasoning, errors and calls are not sent back.</summary>
    public static string TextOf(Message message) => TextOf(message.Parts);

    public static string TextOf(IReadOnlyList<MessagePart> parts) => string.Concat(parts.OfType<TextPart>().Select(part => part.Text));

    private static void Add(List<ChatMessage> messages, Message message)
    {
        var text = TextOf(message);
        if (text.Length == 0) return; // Providers refuse empty messages, and an answer that failed at once has nothing to say.
        var role = RoleOf(message.Role);
        // After an answer that said nothing two questions follow each other, and the templates of many local models refuse that.
        if (messages is [.., { } last] && last.Role == role) last.Contents.Add(new TextContent($"\n\n{text}"));
        else messages.Add(new ChatMessage(role, text));
    }

    private static ChatRole RoleOf(MessageRole role) => role switch
    {
        MessageRole.System => ChatRole.System,
        MessageRole.Assistant => ChatRole.Assistant,
        MessageRole.Tool => ChatRole.Tool,
        _ => ChatRole.User,
    };
}
