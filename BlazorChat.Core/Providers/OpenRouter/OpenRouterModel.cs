using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;

namespace BlazorChat.Core.Providers.OpenRouter;

/// <summary>Reads one entry of OpenRouter's list of models (https://openrouter.ai/docs/models).</summary>
internal static class OpenRouterModel
{
    /// <summary>The model; null where it has no name or does not answer in text.</summary>
    public static ModelInfo? Read(JsonElement model)
    {
        var architecture = model.Member("architecture");
        if (ModelList.NameOf(model) is not { } name || !AnswersInText(architecture)) return null;
        var (provider, pricing) = (model.Member("top_provider"), model.Member("pricing"));
        return new ModelInfo(name)
        {
            DisplayName = ModelList.Usable(model.String("name")),
            ContextWindow = ModelList.Tokens(model, "context_length") ?? (provider is { } top ? ModelList.Tokens(top, "context_length") : null),
            MaxOutputTokens = provider is { } best ? ModelList.Tokens(best, "max_completion_tokens") : null,
            HasVision = Holds(architecture?.Member("input_modalities"), "image"),
            HasTools = Holds(model.Member("supported_parameters"), "tools"),
            HasReasoning = Holds(model.Member("supported_parameters"), "reasoning"),
            Price = TokenPrice.Read(pricing?.Member("prompt"), pricing?.Member("completion"), pricing?.Member("input_cache_read")),
        };
    }

    /// <summary>Entries from before there were lists of modalities have <c>text+image-&gt;text</c>.</summary>
    private static bool AnswersInText(JsonElement? architecture) =>
        Holds(architecture?.Member("output_modalities"), "text")
        ?? architecture?.String("modality")?.Split("->")[^1].Contains("text", StringComparison.Ordinal)
        ?? true;

    private static bool? Holds(JsonElement? array, string word) =>
        array is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.Text() == word) : null;
}
