using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>A factory of clients over some kinds, with a clock and a chance that stand still.</summary>
internal sealed class CallsHost
{
    public CallsHost(params IProviderKind[] kinds)
        : this(() => 0.5, kinds)
    {
    }

    /// <summary>The chance decides how long the pauses are.</summary>
    public CallsHost(Func<double> random, params IProviderKind[] kinds)
    {
        Breakers = new BreakerRegistry(Time, NullLogger<BreakerRegistry>.Instance);
        Factory = new ChatClientFactory(new ProviderKinds(kinds), Breakers, Time, random);
    }

    public FakeTimeProvider Time { get; } = new();

    public BreakerRegistry Breakers { get; }

    public ChatClientFactory Factory { get; }

    /// <summary>Lets the pauses before both retries pass, and reads to the end.</summary>
    public async Task PassRetriesAsync(Reading reading)
    {
        foreach (var pause in new[] { 0.5, 1 })
        {
            await Time.TimerOfAsync(TimeSpan.FromSeconds(pause)).WaitAsync(TestTimeout.Default);
            Time.Advance(TimeSpan.FromSeconds(pause));
        }
        await reading.EndOrFailAsync();
    }
}
