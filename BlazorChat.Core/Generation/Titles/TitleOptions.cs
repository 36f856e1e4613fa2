namespace BlazorChat.Core.Generation.Titles;

/// <summary>Settings of the titles that a model writes.</summary>
internal sealed class TitleOptions
{
    public const string Section = "Titles";

    /// <summary>The word for <see cref="Model"/> that switches them off.</summary>
    public const string Off = "off";

    /// <summary>The model that writes them; empty is the one that gave the first answer, <see cref="Off"/> is none.</summary>
    public string Model { get; set; } = "";
}
