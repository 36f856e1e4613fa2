using BlazorChat.Core.Administration;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>The rules of <see cref="CircuitsOptions"/>, for a value that an admin sets.</summary>
internal sealed class CircuitSettingRule : IServerSettingRule
{
    /// <inheritdoc/>
    public string Section => CircuitsOptions.Section;

    /// <inheritdoc/>
    public string? FindProblem(IConfiguration candidate)
    {
        try
        {
            new CircuitsOptions().Read(candidate);
            return null;
        }
        catch (OptionsValidationException exception)
        {
            return exception.Message;
        }
    }
}
