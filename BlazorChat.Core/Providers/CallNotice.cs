namespace BlazorChat.Core.Providers;

/// <summary>Something to tell about a call that is not of the answer. It stands as <c>RawRepresentation</c> in an update without contents.</summary>
public abstract record CallNotice;

/// <summary>The provider failed before anything of the answer came; it is asked again after a pause.</summary>
/// <param name="Failure">What happened.</param>
/// <param name="Delay">The pause.</param>
/// <param name="Retry">Which retry, from 1.</param>
public sealed record RetryNotice(ProviderException Failure, TimeSpan Delay, int Retry) : CallNotice;

/// <summary>The model failed before anything of the answer came; another one is asked. What follows is the other one's.</summary>
/// <param name="Failure">What happened.</param>
/// <param name="From">Who failed.</param>
/// <param name="To">Who is asked now.</param>
public sealed record FallbackNotice(ProviderException Failure, ResolvedModel From, ResolvedModel To) : CallNotice;
