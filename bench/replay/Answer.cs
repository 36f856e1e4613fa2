using System.Text;
using System.Text.Json;
using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;

namespace BlazorChat.Bench.Replay;

/// <summary>What a provider's code made of one stream.</summary>
internal sealed class Answer
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<string> _calls = [];

    public string Text => _text.ToString();

    public string Reasoning => _reasoning.ToString();

    public IReadOnlyList<string> Calls => _calls;

    public TokenCounts? Usage { get; private set; }

    public string? Finish { get; private set; }

    public Exception? Failure { get; private set; }

    /// <summary>Asks and keeps everything that comes.</summary>
    public static async Task<Answer> ReadAsync(IChatClient client, CancellationToken cancellationToken)
    {
        var answer = new Answer();
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync("Hello", cancellationToken: cancellationToken)) answer.Take(update);
        }
        // Whatever it is: what is no ProviderException is a finding.
        catch (Exception exception)
        {
            answer.Failure = exception;
        }

        return answer;
    }

    private void Take(ChatResponseUpdate update)
    {
        if (update.FinishReason is { } reason) Finish = reason.Value;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent text: _text.Append(text.Text); break;
                case TextReasoningContent reasoning: _reasoning.Append(reasoning.Text); break;
                case FunctionCallContent call: _calls.Add($"{call.Name} {RecordingFolder.Canonical(ArgumentsOf(call))}"); break;
                case UsageContent { Details: var usage }:
                    Usage = new TokenCounts(usage.InputTokenCount, usage.OutputTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount);
                    break;
            }
        }
    }

    private static string ArgumentsOf(FunctionCallContent call) =>
        call.AdditionalProperties?.TryGetValue(ContentKeys.RawArguments, out string? raw) is true && raw is not null ? raw : JsonSerializer.Serialize(call.Arguments);
}
