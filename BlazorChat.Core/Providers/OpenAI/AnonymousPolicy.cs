using System.ClientModel.Primitives;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// Takes the <c>Authorization</c> out of a request: many local servers need no key, and some refuse one that they do not know. The SDK
/// makes no client without a key unless by a constructor that it calls experimental.
/// </summary>
internal sealed class AnonymousPolicy : PipelinePolicy
{
    /// <summary>What the SDK is given instead of a key. It is never sent.</summary>
    public const string Placeholder = "none";

    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        ProcessNext(message, pipeline, currentIndex);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
