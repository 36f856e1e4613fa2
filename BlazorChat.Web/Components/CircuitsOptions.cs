using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Components;

/// <summary>The connection that each open page keeps to the server.</summary>
internal sealed class CircuitsOptions
{
    public const string Section = "Circuits";

    /// <summary>Whether its web socket is compressed; default no (docs/adr/011-websocket-compression.md).</summary>
    public bool Compression { get; set; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be read.</exception>
    public void Read(IConfiguration configuration)
    {
        if (configuration[$"{Section}:{nameof(Compression)}"] is not { Length: > 0 } value) return;
        Compression = bool.TryParse(value, out var compression)
            ? compression
            : throw new OptionsValidationException(Section, typeof(CircuitsOptions), [$"Circuits:Compression is '{value}', which is neither true nor false, e.g. Circuits__Compression=true."]);
    }
}
