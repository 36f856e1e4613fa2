using BlazorChat.Core.Providers;
using BlazorChat.Tests.Generation;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Browser;

/// <summary>A kind of provider that only the tests know: it has hundreds of models and tells much of them, and its answers are in the test's hand.</summary>
internal sealed class ModelShelf : IProviderKind
{
    public const string Market = "market";
    public const string Home = "home";
    public const string Down = "down";
    public const string FirstId = "market/anthropic/claude-sonnet-4.5";
    public const string LongName = "an-author-with-a-long-name/a-model-of-which-somebody-thought-that-its-name-should-tell-everything-instruct-q4_k_m-gguf";
    private const long Dollar = 1_000_000_000;

    private static readonly IReadOnlyList<ModelInfo> Models =
    [
        new("anthropic/claude-sonnet-4.5") { DisplayName = "Claude Sonnet 4.5", ContextWindow = 200_000, HasVision = true, HasTools = true, HasReasoning = true, Price = new(3 * Dollar, 15 * Dollar) },
        new("openai/gpt-5-mini") { DisplayName = "GPT-5 mini", ContextWindow = 400_000, HasVision = true, HasTools = true, HasReasoning = true, Price = new(Dollar / 4, 2 * Dollar) },
        new("google/gemini-2.5-flash") { DisplayName = "Gemini 2.5 Flash", ContextWindow = 1_048_576, HasVision = true, HasTools = true, Price = new(Dollar * 3 / 10, Dollar * 5 / 2) },
        new("meta/llama-4-scout:free") { DisplayName = "Llama 4 Scout (free)", ContextWindow = 131_072, HasTools = true, Price = new(0, 0) },
        new(LongName) { ContextWindow = 8_192 },
        .. Enumerable.Range(1, 495).Select(number => new ModelInfo($"vendor-{number % 20}/model-{number:000}") { ContextWindow = 32_768 + number * 1_000, HasTools = number % 2 == 0, Price = new(number * 10_000_000L, number * 40_000_000L) }),
    ];

    /// <summary>Who answers.</summary>
    public ScriptedProvider Answers { get; } = new();

    public string Name => "shelf";

    public Uri? DefaultBaseUrl { get; } = new("http://shelf.test");

    public IChatClient CreateClient(ProviderConnection connection, string model) => Answers.CreateClient(connection, model);

    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) => connection.Name switch
    {
        Down => throw new ProviderException(ProviderException.Unreachable, Down, "down cannot be reached.") { Reason = UnreachableReason.ConnectionRefused },
        Home => Task.FromResult<IReadOnlyList<ModelInfo>>([new("qwen3:8b") { ContextWindow = 40_960, HasTools = true }, new("gemma3:4b") { ContextWindow = 131_072, HasVision = true }]),
        _ => Task.FromResult(Models),
    };
}
