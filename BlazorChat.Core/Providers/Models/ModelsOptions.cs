using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers.Models;

/// <summary>The admin's own table of models: the list <c>Models</c>.</summary>
internal sealed class ModelsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Models";

    /// <summary>The rows in the order of the configuration.</summary>
    public List<ModelRow> Rows { get; } = [];

    /// <summary>What is wrong with them.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Reads them.</summary>
    public void Read(IConfiguration configuration)
    {
        foreach (var section in configuration.GetSection(Section).GetChildren()) Rows.Add(ModelRow.Read(section, Errors));
        foreach (var twice in Rows.GroupBy(row => row.Match).Where(group => group.Key.Length > 0 && group.Count() > 1))
        {
            Errors.Add($"{Section}: \"{twice.Key}\" is there more than once. Keep one of them");
        }
    }
}
