namespace BlazorChat.Core.Security;

/// <summary>Says whether whoever is asking now must give the <see cref="SetupCode"/>.</summary>
public interface ISetupCodePolicy
{
    /// <summary>True when the server listens on more than loopback, or the request did not come to a loopback name.</summary>
    bool IsRequired { get; }
}
