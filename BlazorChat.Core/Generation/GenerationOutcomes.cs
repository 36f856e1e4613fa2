using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Core.Generation;

/// <summary>Decides which end an attempt came to. An answer without the provider's finish signal is never shown as complete (R9).</summary>
internal static class GenerationOutcomes
{
    public static GenerationOutcome OfStreamEnd(string? finishReason, bool hasReceived, ResolvedModel model)
    {
        if (finishReason is not null) return new GenerationOutcome(MessageStatus.Completed, finishReason);
        if (hasReceived) return Broken(model.Connection.Name, detail: null);
        return new GenerationOutcome(MessageStatus.Failed, Error: new ErrorPart(
            ProviderException.NotAnApi, $"{model.Connection.Name} ended its answer before a word of it came.", model.Connection.Name));
    }

    public static GenerationOutcome OfProvider(ProviderException exception, bool hasReceived) =>
        exception.Code == ProviderException.StreamBroken && hasReceived
            ? Broken(exception.Connection, exception.Detail)
            : new GenerationOutcome(MessageStatus.Failed, Error: new ErrorPart(exception.Code, exception.Message, exception.Connection, exception.Detail) { Reason = exception.Reason ?? (exception.IsTooLong ? ErrorPart.ConversationTooLong : null) });

    public static GenerationOutcome ServerEnded() => new(MessageStatus.Interrupted, Error: new ErrorPart(
        "server_restarted", "The server was restarted in the middle of this answer. What had come is kept."));

    public static GenerationOutcome StorageFull() => new(MessageStatus.Failed, Error: new ErrorPart(
        FeedNotice.StorageFull, "The server's disk is full, so this answer was ended. What had come is kept. Retry when there is space again."));

    public static GenerationOutcome Internal(Guid jobId) => new(MessageStatus.Failed, Error: new ErrorPart(
        "internal_error", "Something went wrong on the server. Its log tells more under this number.", Detail: jobId.ToString()));

    private static GenerationOutcome Broken(string connection, string? detail) => new(MessageStatus.Interrupted, Error: new ErrorPart(
        ProviderException.StreamBroken, $"{connection} broke off in the middle of this answer. What had come is kept.", connection, detail));
}
