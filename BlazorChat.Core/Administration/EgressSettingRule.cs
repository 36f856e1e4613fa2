using BlazorChat.Core.Egress;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Administration;

/// <summary>The rules of <see cref="EgressOptions"/>.</summary>
internal sealed class EgressSettingRule : IServerSettingRule
{
    public string Section => EgressOptions.Section;

    public string? FindProblem(IConfiguration candidate)
    {
        var options = new EgressOptions();
        options.Read(candidate);
        // The first line of the message says of what the others speak.
        return new EgressOptionsValidator().Validate(Options.DefaultName, options) is { Failed: true } result
            ? string.Join(' ', result.FailureMessage.Split('\n').Skip(1).Select(line => line.TrimStart('-', ' ')))
            : null;
    }
}
