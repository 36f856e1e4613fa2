using System.Globalization;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>The connection that each open page keeps to the server.</summary>
internal sealed class CircuitsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Circuits";

    private const int MostPerUser = 10_000;

    /// <summary>Pages that one user may have open at a time, on all devices; one more says so instead of opening. Default 20.</summary>
    public int MaxPerUser { get; set; } = 20;

    /// <summary>Whether its web socket is compressed; default no (docs/adr/011-websocket-compression.md).</summary>
    public bool Compression { get; set; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be read; all that are wrong are named.</exception>
    public void Read(IConfiguration configuration)
    {
        var errors = new List<string>();
        if (configuration[$"{Section}:{nameof(MaxPerUser)}"] is { Length: > 0 } most)
        {
            if (int.TryParse(most, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostPerUser) MaxPerUser = number;
            else errors.Add($"Circuits:MaxPerUser is '{most}'; it must be a number from 1 to {MostPerUser}, e.g. Circuits__MaxPerUser=20.");
        }

        if (configuration[$"{Section}:{nameof(Compression)}"] is { Length: > 0 } value)
        {
            if (bool.TryParse(value, out var compression)) Compression = compression;
            else errors.Add($"Circuits:Compression is '{value}', which is neither true nor false, e.g. Circuits__Compression=true.");
        }

        if (errors.Count > 0) throw new OptionsValidationException(Section, typeof(CircuitsOptions), errors);
    }
}
