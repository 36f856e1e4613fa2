using System.ComponentModel.DataAnnotations;

namespace BlazorChat.Core.Generation;

/// <summary>How answers are made. All of it has a default.</summary>
public sealed class GenerationOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Generation";

    /// <summary>Answers made at a time for one user; the others wait. Default 4.</summary>
    [Range(1, 10_000, ErrorMessage = "Generation:PerUser must be a number from 1 to 10000, such as 4.")]
    public int PerUser { get; set; } = 4;

    /// <summary>Answers of one user that may run and wait together; one more is refused. Default 100.</summary>
    [Range(1, 100_000, ErrorMessage = "Generation:MaxQueuedPerUser must be a number from 1 to 100000, such as 100.")]
    public int MaxQueuedPerUser { get; set; } = 100;

    /// <summary>How often what came is committed, for all running answers together. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10", ErrorMessage = "Generation:JournalInterval must be a time from 00:00:00.010 to 00:00:10, such as 00:00:00.250.")]
    public TimeSpan JournalInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How much of one answer may wait in memory while the storage takes nothing, in UTF-16 units. Default 1,000,000.</summary>
    public int MaxUnjournaledUnits { get; set; } = 1_000_000;

    /// <summary>The longest answer, in UTF-16 units; past it the generation fails and keeps what it has. Default 4 Mi.</summary>
    public int MaxAnswerUnits { get; set; } = 4 * 1024 * 1024;
}
