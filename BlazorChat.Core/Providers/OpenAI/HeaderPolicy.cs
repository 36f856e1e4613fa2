using System.ClientModel.Primitives;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// Takes out of a request what the SDK adds and nobody asked for: its <c>X-Stainless-*</c> headers, which tell every server of this one's
/// operating system and runtime, and where there is no key the <c>Authorization</c>. Many local servers need no key, and some refuse one
/// that they do not know; the SDK makes a client without a key only by a constructor that it calls experimental.
/// </summary>
/// <param name="connection">Whose key is sent.</param>
/// <param name="productHeaders">Headers that name this product.</param>
internal sealed class HeaderPolicy(ProviderConnection connection, IReadOnlyDictionary<string, string> productHeaders) : PipelinePolicy
{
    /// <summary>What the SDK is given instead of a key. It is never sent.</summary>
    public const string Placeholder = "none";

    private const string UserAgent = "BlazorChat";

    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Clean(message.Request.Headers);
        ProcessNext(message, pipeline, currentIndex);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Clean(message.Request.Headers);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Clean(PipelineRequestHeaders headers)
    {
        string[] unwanted = [.. headers.Select(header => header.Key).Where(name => name.StartsWith("X-Stainless-", StringComparison.OrdinalIgnoreCase))];
        foreach (var name in unwanted) headers.Remove(name);
        headers.Set("User-Agent", UserAgent);
        if (connection.ApiKey is null) headers.Remove("Authorization");
        foreach (var (name, value) in productHeaders) headers.Set(name, value);
    }
}
