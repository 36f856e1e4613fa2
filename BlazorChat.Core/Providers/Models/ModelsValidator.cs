using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Providers.Models;

/// <summary>Says everything that is wrong with the table of models in one message.</summary>
internal sealed class ModelsValidator : IValidateOptions<ModelsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ModelsOptions options) => options.Errors.Count == 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"The configured table of models cannot be used:{string.Concat(options.Errors.Select(error => $"\n- {error}"))}");
}
