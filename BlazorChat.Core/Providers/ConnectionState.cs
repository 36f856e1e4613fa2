namespace BlazorChat.Core.Providers;

/// <summary>How a connection was found when it was last asked for its models.</summary>
/// <param name="Name">The connection's name.</param>
/// <param name="Error">What went wrong, for people; null where nothing did.</param>
/// <param name="CheckedAt">When it was asked; null where it has not been yet, or its models are configured and it never is.</param>
public sealed record ConnectionState(string Name, string? Error, DateTimeOffset? CheckedAt);
