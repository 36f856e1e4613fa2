namespace BlazorChat.Core.Data;

/// <summary>Work between the upgrade of the database and the first request that is answered, such as recovery. The steps run one after another in the order of their registration.</summary>
public interface IStartupStep
{
    /// <summary>Does it. An exception stops the server.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
