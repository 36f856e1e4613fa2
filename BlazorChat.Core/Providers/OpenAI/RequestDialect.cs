namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>In what the requests of one kind of server differ from another's.</summary>
internal sealed record RequestDialect
{
    /// <summary>OpenAI itself.</summary>
    public static RequestDialect OpenAI { get; } = new() { MaxTokensName = "max_completion_tokens", HasModelRules = true };

    /// <summary>Servers that speak OpenAI's chat completions, of which nothing more is known.</summary>
    public static RequestDialect Compatible { get; } = new();

    /// <summary>The limit's name: OpenAI renamed it, compatible servers know the older one.</summary>
    public string MaxTokensName { get; init; } = "max_tokens";

    /// <summary>Whether <see cref="ReasoningModels"/> holds for its models' names.</summary>
    public bool HasModelRules { get; init; }

    /// <summary>The word for the most reasoning: what compatible servers know ends with <c>high</c>.</summary>
    public string HighestEffort { get; init; } = "high";

    /// <summary>Whether the effort is <c>reasoning: {effort}</c> instead of <c>reasoning_effort</c>.</summary>
    public bool NestsReasoning { get; init; }

    /// <summary>Whether it tells what a call cost only where <c>usage: {include: true}</c> asks for it.</summary>
    public bool AsksForUsage { get; init; }

    /// <summary>Headers that name this product.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
