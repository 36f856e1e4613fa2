namespace BlazorChat.Core.Providers;

/// <summary>x</summary>
internal static class KnownModels
{
    /// <summary>x</summary>
    public const int DefaultContextWindow = 16_384;
}
