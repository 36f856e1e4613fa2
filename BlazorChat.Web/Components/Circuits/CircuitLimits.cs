using System.ComponentModel.DataAnnotations;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>How many pages may be open. All of it has a default.</summary>
public sealed class CircuitLimits
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Circuits";

    /// <summary>Pages that one user may have open at a time, on all devices; one more says so instead of opening. Default 20.</summary>
    [Range(1, 10_000, ErrorMessage = "Circuits:MaxPerUser must be a number from 1 to 10000, such as 20.")]
    public int MaxPerUser { get; set; } = 20;
}
