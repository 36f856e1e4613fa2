namespace BlazorChat.Web.Resources;

/// <summary>The languages that there are texts for: one more is a file <c>Texts.xx.resx</c> and its name here.</summary>
public static class Cultures
{
    /// <summary>Where neither the browser nor its reader asks for another one of them. The operating system has no say in it.</summary>
    public const string Default = "en";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Supported { get; } = [Default, "de", "zh-Hans"];
}
