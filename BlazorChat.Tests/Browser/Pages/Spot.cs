namespace BlazorChat.Tests.Browser.Pages;

/// <summary>Where a message stands on the screen, from the upper edge of the conversation. Read from what a script answers, hence its setters.</summary>
internal sealed record Spot
{
    public string Id { get; set; } = "";

    public double Top { get; set; }
}
