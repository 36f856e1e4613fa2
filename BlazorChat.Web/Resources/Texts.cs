namespace BlazorChat.Web.Resources;

/// <summary>Names the file of texts beside it: <c>IStringLocalizer&lt;Texts&gt;</c> reads <c>Texts.resx</c>.</summary>
public sealed class Texts;
