namespace BlazorChat.Core.Providers;

/// <summary>A model as its provider tells of it. What the provider does not tell is null, and is looked up elsewhere.</summary>
/// <param name="Name">The model's own name, as calls give it.</param>
public sealed record ModelInfo(string Name)
{
    /// <summary>The name for people; null where it has none beside <see cref="Name"/>.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How much it reads and writes together, in tokens.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The longest answer, in tokens.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Whether it sees images.</summary>
    public bool? HasVision { get; init; }

    /// <summary>Whether it calls tools.</summary>
    public bool? HasTools { get; init; }

    /// <summary>Whether it thinks before it answers.</summary>
    public bool? HasReasoning { get; init; }

    /// <summary>What it costs.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>This, with what it leaves open taken from another.</summary>
    public ModelInfo Or(ModelInfo? other) => other is null ? this : this with
    {
        DisplayName = DisplayName ?? other.DisplayName,
        ContextWindow = ContextWindow ?? other.ContextWindow,
        MaxOutputTokens = MaxOutputTokens ?? other.MaxOutputTokens,
        HasVision = HasVision ?? other.HasVision,
        HasTools = HasTools ?? other.HasTools,
        HasReasoning = HasReasoning ?? other.HasReasoning,
        Price = Price ?? other.Price,
    };
}

/// <summary>What a model costs, in nano-dollars a million tokens: 3 dollars are 3,000,000,000.</summary>
/// <param name="Prompt">For what is sent.</param>
/// <param name="Completion">For what comes, reasoning included.</param>
/// <param name="CachedPrompt">For what is sent and was in the provider's cache; null costs the same as <paramref name="Prompt"/>.</param>
public sealed record ModelPrice(long Prompt, long Completion, long? CachedPrompt = null);
