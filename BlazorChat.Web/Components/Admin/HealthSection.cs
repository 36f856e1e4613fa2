using BlazorChat.Web.Components.Settings.Connections;

namespace BlazorChat.Web.Components.Admin;

/// <summary>A part of the server as the health page shows it.</summary>
/// <param name="Name">Tells it from the others.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Status">How it is.</param>
/// <param name="Facts">What is known of it, with its names.</param>
public sealed record HealthSection(string Name, string Title, ConnectionStatus Status, IReadOnlyList<HealthFact> Facts);

/// <summary>One thing that is known.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value, in words.</param>
public sealed record HealthFact(string Name, string Value)
{
    /// <summary>How it looks; off is nothing in particular.</summary>
    public StatusTone Tone { get; init; }

    /// <summary>A sentence about it; null where there is none.</summary>
    public string? Text { get; init; }
}
