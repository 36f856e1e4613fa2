using System.ComponentModel.DataAnnotations;
using BlazorChat.Core.Generation;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Administration;

/// <summary>The rules of <see cref="GenerationOptions"/>.</summary>
internal sealed class GenerationSettingRule : IServerSettingRule
{
    public string Section => GenerationOptions.Section;

    public string? FindProblem(IConfiguration candidate)
    {
        var options = new GenerationOptions();
        try
        {
            candidate.GetSection(Section).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }

        var found = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true) ? null : string.Join(' ', found.Select(result => result.ErrorMessage));
    }
}
