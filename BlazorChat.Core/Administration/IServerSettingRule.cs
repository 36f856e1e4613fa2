using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Administration;

/// <summary>The own rules of the options of a section, asked before a value of it is stored.</summary>
public interface IServerSettingRule
{
    /// <summary>The section, such as <c>Generation</c>.</summary>
    string Section { get; }

    /// <summary>What is wrong with the section as it would be, in a sentence for people; null where nothing is.</summary>
    string? FindProblem(IConfiguration candidate);
}
