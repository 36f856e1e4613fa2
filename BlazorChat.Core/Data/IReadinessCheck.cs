namespace BlazorChat.Core.Data;

/// <summary>One part of <c>/health/ready</c>. Asked only after the start is done; of several with one name the one registered last answers.</summary>
public interface IReadinessCheck
{
    /// <summary>The part's name, such as <c>database</c>.</summary>
    string Name { get; }

    /// <summary>A word for what is wrong, null where nothing is. It is shown to everybody, so it holds no detail. An exception counts as <c>failing</c>.</summary>
    Task<string?> FindFaultAsync(CancellationToken cancellationToken);
}
