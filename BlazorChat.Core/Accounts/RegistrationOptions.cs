using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Accounts;

/// <summary>Who may make an account after the first one. A change counts at once.</summary>
public sealed class RegistrationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Registration";

    /// <summary>Nobody: admins make accounts.</summary>
    public const string Closed = "closed";

    /// <summary>Whoever has the link of an invitation.</summary>
    public const string Invitation = "invitation";

    /// <summary>Everybody who reaches the server.</summary>
    public const string Open = "open";

    /// <summary><see cref="Closed"/>, <see cref="Invitation"/> or <see cref="Open"/>; default <see cref="Invitation"/>.</summary>
    public string Mode { get; set; } = Invitation;

    /// <summary>Whether an account that was made without an invitation waits until an admin approves it; default no.</summary>
    public bool Approval { get; set; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be read; all that are wrong are named.</exception>
    internal void Read(IConfiguration configuration)
    {
        var errors = new List<string>();
        if (configuration[$"{Section}:{nameof(Mode)}"]?.Trim() is { Length: > 0 } mode)
        {
            if (mode.ToLowerInvariant() is Closed or Invitation or Open) Mode = mode.ToLowerInvariant();
            else errors.Add($"Registration:Mode is '{mode}', but only closed, invitation and open are known, e.g. Registration__Mode=invitation.");
        }

        if (configuration[$"{Section}:{nameof(Approval)}"]?.Trim() is { Length: > 0 } approval)
        {
            if (bool.TryParse(approval, out var value)) Approval = value;
            else errors.Add($"Registration:Approval is '{approval}', which is neither true nor false, e.g. Registration__Approval=true.");
        }

        if (errors.Count > 0) throw new OptionsValidationException(Section, typeof(RegistrationOptions), errors);
    }
}
