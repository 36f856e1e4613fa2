using BlazorChat.Core.Security;

namespace BlazorChat.Core.Sessions;

/// <summary>What a model id may look like before anyone is asked for it.</summary>
internal static class ModelIdRule
{
    public const int MaxLength = 300;

    /// <exception cref="RefusedException">With <see cref="RefusedException.ValidationFailed"/>.</exception>
    public static void Check(string? modelId)
    {
        if (modelId is null || (modelId.Length is >= 1 and <= MaxLength && StorableText.FindBad(modelId) < 0)) return;
        throw new RefusedException(RefusedException.ValidationFailed, $"A model's id has 1 to {MaxLength} characters, such as openai/gpt-5.", "model");
    }
}
