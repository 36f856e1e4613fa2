namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Settings of Ollama.</summary>
internal sealed class OllamaOptions
{
    public const string Section = "Ollama";

    /// <summary>Whether one on its usual port is found by itself; default yes.</summary>
    public bool Discover { get; set; } = true;
}
