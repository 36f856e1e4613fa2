using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Egress;

/// <summary>What an admin allows beyond the policy for addresses (R42). A change counts from the next request on.</summary>
public sealed class EgressOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Egress";

    /// <summary>
    /// The hosts with their ports that connections of users may reach although they are not public, such as <c>nas.home:11434</c>. A host
    /// counts as it is written in the address. Default: none.
    /// </summary>
    public IReadOnlyList<string> AllowedForUsers { get; set; } = [];

    /// <summary>The addresses of cloud metadata services that may be reached all the same, such as <c>168.63.129.16</c>. Default: none.</summary>
    public IReadOnlyList<string> AllowedMetadata { get; set; } = [];

    /// <summary>Reads them. It judges nothing; <see cref="EgressOptionsValidator"/> does.</summary>
    internal void Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        AllowedForUsers = List(section.GetSection(nameof(AllowedForUsers)));
        AllowedMetadata = List(section.GetSection(nameof(AllowedMetadata)));
    }

    /// <summary>An environment variable cannot hold a list: entries with commas between them will do.</summary>
    private static string[] List(IConfigurationSection section) => section.Value is { Length: > 0 } text
        ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [.. section.GetChildren().Select(child => child.Value?.Trim() ?? "")];
}
