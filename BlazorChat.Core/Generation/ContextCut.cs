using System.Text;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Models;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Usage;

namespace BlazorChat.Core.Generation;

/// <summary>
/// A branch cut to a model's window: the system prompt and the newest messages stay, whole messages go from the oldest on. What is left
/// begins with a question, so that no answer stands without it and no tool's result without its call.
/// </summary>
/// <param name="Branch">The messages to send, oldest first; the last one is always among them.</param>
/// <param name="Omitted">How many messages before them are left out.</param>
internal sealed record ContextCut(IReadOnlyList<Message> Branch, int Omitted)
{
    /// <summary>Room for the answer where nothing says how long it may get, in tokens.</summary>
    private const int DefaultAnswerTokens = 4096;

    /// <summary>What the form of a message takes beside its text, in tokens: its role, and marks around it.</summary>
    private const int MessageTokens = 8;

    /// <summary>Our count is of one vocabulary, and models have others: a tenth of the window is left free for the difference.</summary>
    private const double Margin = 0.9;

    /// <summary>About how many tokens it has: enough to reserve by, and quickly counted.</summary>
    public long RoughTokens => Branch.Sum(message => ((long)Encoding.UTF8.GetByteCount(ConversationContext.TextOf(message)) / 4) + MessageTokens);

    /// <summary>Cuts to what fits beside what there is of the answer already, the system prompt and the answer to come.</summary>
    public static ContextCut For(IReadOnlyList<Message> branch, string begun, ModelCall call)
    {
        var window = call.Info.ContextWindow ?? KnownModels.DefaultContextWindow;
        var answer = call.Model.Connection.Defaults.MaxTokens ?? Math.Min(call.Info.MaxOutputTokens ?? DefaultAnswerTokens, DefaultAnswerTokens);
        var prompt = TokenEstimate.Of(call.Model.Connection.Defaults.SystemPrompt ?? "") + TokenEstimate.Of(begun);
        return For(branch, (long)(window * Margin) - Math.Min(answer, window / 2) - prompt);
    }

    /// <summary>Cuts to a number of tokens.</summary>
    public static ContextCut For(IReadOnlyList<Message> branch, long budget)
    {
        // No text has more tokens than bytes: most conversations need no counting.
        if (branch.Sum(message => (long)Encoding.UTF8.GetByteCount(ConversationContext.TextOf(message)) + MessageTokens) <= budget) return new ContextCut(branch, 0);
        var first = branch.Count;
        for (var left = budget; first > 0; first--)
        {
            left -= TokenEstimate.Of(ConversationContext.TextOf(branch[first - 1])) + MessageTokens;
            if (left < 0 && first < branch.Count) break;
        }

        var question = first;
        while (question < branch.Count - 1 && branch[question].Role != MessageRole.User) question++;
        if (branch[question].Role != MessageRole.User) question = first; // No question behind it: then as much as fits.
        return new ContextCut([.. branch.Skip(question)], question);
    }
}
