namespace BlazorChat.Core.Providers.Connections;

/// <summary>A kind of provider, for a form.</summary>
/// <param name="Name">The word.</param>
/// <param name="DisplayName">What people call it.</param>
/// <param name="DefaultBaseUrl">Where it is if nothing else is said; null where the address must be given.</param>
/// <param name="NeedsKey">Whether it cannot be used without a key.</param>
/// <param name="Parameters">Which parameters it knows.</param>
public sealed record ConnectionKind(string Name, string DisplayName, string? DefaultBaseUrl, bool NeedsKey, ParameterNames Parameters);
