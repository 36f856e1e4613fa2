namespace BlazorChat.Web.Components.Chat;

/// <summary>What the page before this one had read of the models, so that the next one begins with it. Used from one circuit's context only.</summary>
internal sealed class ModelsSeen
{
    /// <summary>The last reading; null before the first.</summary>
    public ModelOverview? Last { get; set; }
}
