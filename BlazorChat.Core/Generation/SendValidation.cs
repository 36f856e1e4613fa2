using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>Refuses what cannot be stored as it is, with the reason.</summary>
internal static class SendValidation
{
    public static void Check(SendRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Text)) throw Refuse("The message is empty.");
        if (request.Text.Length > Conversations.MaxMessageLength)
        {
            throw Refuse($"The message has {request.Text.Length:N0} characters; {Conversations.MaxMessageLength:N0} are allowed. Shorten it and send it again.");
        }

        if (StorableText.FindBad(request.Text) is >= 0 and var bad)
        {
            var what = request.Text[bad] == '\0' ? "a NUL character" : "half of a character (a lone surrogate)";
            throw Refuse($"The message contains {what} at position {bad + 1:N0}, which cannot be stored. Remove it and send it again.");
        }

        if (request is { EditedId: not null, ParentId: not null })
        {
            throw new RefusedException(RefusedException.ValidationFailed, "A message is another version of one, or an answer to one, and not both.", "edited_id");
        }

        if (request is { EditedId: not null, SessionId: null })
        {
            throw new RefusedException(RefusedException.ValidationFailed, "The session of the message to edit is missing.", "session_id");
        }

        ModelIdRule.Check(request.ModelId);
        if (request.ClientMessageId is not { Length: >= 1 and <= IdempotencyKeyConfiguration.MaxKeyLength } || StorableText.FindBad(request.ClientMessageId) >= 0)
        {
            throw new RefusedException(
                RefusedException.ValidationFailed, $"The idempotency key has 1 to {IdempotencyKeyConfiguration.MaxKeyLength} characters.", "client_message_id");
        }
    }

    private static RefusedException Refuse(string message) => new(RefusedException.ValidationFailed, message, "message");
}
