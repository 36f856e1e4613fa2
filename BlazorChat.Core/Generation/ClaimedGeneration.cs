using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Core.Generation;

/// <summary>A job that this process runs now.</summary>
/// <param name="Job">The job as it was claimed.</param>
/// <param name="Message">The message to fill, with what an earlier attempt left in it.</param>
/// <param name="Branch">The messages before it that fit into the model's window, oldest first.</param>
/// <param name="Call">Who is asked; null where no connection offers the model any more.</param>
/// <param name="UsageEntryId">The row of the ledger that was opened.</param>
internal sealed record ClaimedGeneration(GenerationJob Job, Message Message, IReadOnlyList<Message> Branch, ModelCall? Call, Guid UsageEntryId)
{
    /// <summary>The sources of an earlier attempt, taken from behind its text.</summary>
    public IReadOnlyList<CitationPart> Sources { get; init; } = [];
}

/// <summary>Whom a generation asks.</summary>
/// <param name="Model">The model.</param>
/// <param name="Available">What the owner may use.</param>
internal sealed record ModelCall(ResolvedModel Model, AvailableModels Available)
{
    public ModelInfo Info => Available.InfoOf(Model);

    public IReadOnlyList<ResolvedModel> Fallbacks => Available.FallbacksOf(Model);

    /// <summary>Who is asked for a model id; null where no connection offers it.</summary>
    public static ModelCall? For(string modelId, AvailableModels available) => available.Resolve(modelId) is { } model ? new ModelCall(model, available) : null;
}
