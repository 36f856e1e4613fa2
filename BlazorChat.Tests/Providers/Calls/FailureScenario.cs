using BlazorChat.Core.Providers;
using Microsoft.AspNetCore.Http;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>How a failure of a provider is brought about: at the wire, or by a client's own steps where no wire can bring it.</summary>
internal sealed record FailureScenario(string What)
{
    /// <summary>What the provider answers; null where it is not asked.</summary>
    public RequestDelegate? Answer { get; init; }

    /// <summary>The connection to it, if it is not the usual one.</summary>
    public Func<ProviderConnection, ProviderConnection> Connection { get; init; } = connection => connection;

    /// <summary>What a client of another kind does instead.</summary>
    public Func<ProviderConnection, object[]>? Steps { get; init; }

    /// <summary>The wait that passes, in seconds.</summary>
    public double? Passes { get; init; }

    /// <summary>How many calls failed before.</summary>
    public int FailedBefore { get; init; }
}
