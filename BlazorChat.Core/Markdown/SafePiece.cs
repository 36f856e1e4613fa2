namespace BlazorChat.Core.Markdown;

/// <summary>Sanitized HTML of a segment.</summary>
/// <param name="Html">All of it, or the item, row or head.</param>
/// <param name="Rest">What is behind an item without belonging to it.</param>
internal readonly record struct SafePiece(string Html, string Rest = "");
