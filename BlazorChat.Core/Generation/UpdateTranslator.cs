using System.Text;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Usage;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Generation;

/// <summary>
/// Turns a provider's updates into pieces that can be stored and streamed: no half surrogate pair, no lone one, no NUL (which hides text in
/// SQLite and is refused by PostgreSQL). Not thread-safe.
/// </summary>
/// <param name="sources">The sources that an earlier attempt named.</param>
internal sealed class UpdateTranslator(IReadOnlyList<CitationPart> sources)
{
    private readonly StringBuilder _reasoning = new();
    private readonly StringBuilder _text = new();
    private readonly Citations _citations = new(sources);
    private UsageDetails? _usage;

    /// <summary>Why the model stopped, in OpenAI's words; null as long as it did not say.</summary>
    public string? FinishReason { get; private set; }

    public IEnumerable<MessagePart> Translate(ChatResponseUpdate update)
    {
        if (update.FinishReason is { } reason) FinishReason = StorableText.Clean(reason.Value);
        foreach (var content in update.Contents)
        {
            _citations.Add(content);
            switch (content)
            {
                case TextReasoningContent { Text: { Length: > 0 } reasoning }:
                    if (Whole(_reasoning, reasoning) is { Length: > 0 } thought) yield return new ReasoningPart(thought);
                    break;
                case TextContent { Text: { Length: > 0 } text }:
                    if (Whole(_text, text) is { Length: > 0 } said) yield return new TextPart(said);
                    break;
                case FunctionCallContent call:
                    yield return new ToolCallPart(call.CallId, call.Name, ToolArguments.TextOf(call));
                    break;
                case UsageContent usage:
                    _usage = usage.Details;
                    break;
            }
        }
    }

    /// <summary>What is left at the end: a surrogate whose other half never came.</summary>
    public IEnumerable<MessagePart> Finish()
    {
        if (_reasoning.Length > 0) yield return new ReasoningPart("\uFFFD");
        if (_text.Length > 0) yield return new TextPart("\uFFFD");
        _reasoning.Clear();
        _text.Clear();
        // Last: in the middle they would part the text in two.
        foreach (var citation in _citations.Take()) yield return citation;
    }

    /// <summary>The provider's figures; null where it gave none.</summary>
    public TokenUsage? ReportedUsage() => _usage is null ? null : new TokenUsage(
        _usage.InputTokenCount ?? 0,
        _usage.CachedInputTokenCount ?? 0,
        _usage.OutputTokenCount ?? 0,
        _usage.ReasoningTokenCount ?? 0,
        IsEstimated: _usage.InputTokenCount is null || _usage.OutputTokenCount is null);

    // Keeps a trailing high surrogate for the next piece, and replaces what can belong to no pair.
    private static string Whole(StringBuilder held, string piece)
    {
        var text = held.Append(piece).ToString();
        held.Clear();
        if (char.IsHighSurrogate(text[^1]))
        {
            held.Append(text[^1]);
            text = text[..^1];
        }

        return Sessions.StorableText.Clean(text);
    }
}
