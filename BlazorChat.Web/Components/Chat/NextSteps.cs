using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What a person can do next about an answer that did not come to its end.</summary>
internal enum NextStep
{
    /// <summary>Go on where it stopped.</summary>
    Continue,

    /// <summary>Ask the same again.</summary>
    Retry,

    /// <summary>Ask the same of another model.</summary>
    AnotherModel,

    /// <summary>Put the connection right.</summary>
    Connection,

    /// <summary>Begin a new chat.</summary>
    NewChat,
}

/// <summary>Decides which next steps fit, the best one first.</summary>
internal static class NextSteps
{
    /// <summary>The steps; none for an answer that is as it should be.</summary>
    /// <param name="message">An answer that has ended.</param>
    /// <param name="isLast">Whether the conversation ends with it: only then can it go on.</param>
    public static IReadOnlyList<NextStep> For(MessageView message, bool isLast)
    {
        var canContinue = isLast && message.Parts.Any(part => part is GrowingPart { Text.Length: > 0 });
        return message switch
        {
            { Status: MessageStatus.Completed, FinishReason: "length" } => canContinue ? [NextStep.Continue] : [],
            { Status: MessageStatus.Completed, FinishReason: "content_filter" } or { Status: MessageStatus.Completed, Parts.Count: 0 } => [NextStep.AnotherModel],
            { Status: MessageStatus.Completed } => [],
            { Parts: [.., ErrorPart error] } => [.. canContinue ? [NextStep.Continue] : Array.Empty<NextStep>(), .. Of(error)],
            _ => canContinue ? [NextStep.Continue, NextStep.Retry] : [NextStep.Retry],
        };
    }

    private static NextStep[] Of(ErrorPart error) => error.Code switch
    {
        _ when error.Reason == ErrorPart.ConversationTooLong => [NextStep.AnotherModel, NextStep.NewChat],
        ProviderException.ModelNotFound => [NextStep.AnotherModel, NextStep.Retry, NextStep.Connection],
        ProviderException.KeyRejected or ProviderException.KeyUnreadable or ProviderException.AddressBlocked or ProviderException.NotAnApi or ProviderException.NoModels =>
            [NextStep.Connection, NextStep.AnotherModel, NextStep.Retry],
        ProviderException.Unreachable => [NextStep.Retry, NextStep.AnotherModel, NextStep.Connection],
        ProviderException.RateLimited or ProviderException.TimedOut or ProviderException.Failed or ProviderException.Paused or ProviderException.TooMuch =>
            [NextStep.Retry, NextStep.AnotherModel],
        _ => [NextStep.Retry],
    };
}
