namespace BlazorChat.Core.Security;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The field, in snake_case.</param>
/// <param name="Code">A word for what is wrong, under which other languages have a text.</param>
/// <param name="Message">A sentence in English.</param>
public sealed record FieldError(string Field, string Code, string Message)
{
    /// <summary>What the text in other languages needs to name; null where nothing.</summary>
    public string? Argument { get; init; }
}
