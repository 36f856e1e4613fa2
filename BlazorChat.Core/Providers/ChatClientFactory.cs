using BlazorChat.Core.Providers.Calls;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>
/// Makes the clients through which every call to a model goes, with what all calls have in common around them: fallbacks, parameters,
/// retries, breakers, time limits and caps, from the outside in (docs/adr/007-calls.md). Thread-safe.
/// </summary>
public sealed class ChatClientFactory
{
    private readonly ProviderKinds _kinds;
    private readonly BreakerRegistry _breakers;
    private readonly TimeProvider _time;
    private readonly RetryPauses _pauses;

    internal ChatClientFactory(ProviderKinds kinds, BreakerRegistry breakers, TimeProvider time, Func<double> random)
    {
        (_kinds, _breakers, _time) = (kinds, breakers, time);
        _pauses = new RetryPauses(random);
    }

    /// <summary>
    /// Makes a client for one model and those that stand in for it. It is cheap: make one for each call. The caller disposes it. Every
    /// failure is a <see cref="ProviderException"/>, cancellation by the caller's own token an <see cref="OperationCanceledException"/>.
    /// Updates without contents whose <c>RawRepresentation</c> is a <see cref="CallNotice"/> tell of retries and fallbacks.
    /// </summary>
    /// <param name="model">The model to ask.</param>
    /// <param name="parameters">How it is to answer; what they leave open is taken from the connection of the model that is asked.</param>
    /// <param name="fallbacks">The models to ask in this order when one fails before it answers; none is asked twice.</param>
    /// <param name="onFallback">Awaited before each call to one of them, after its <see cref="FallbackNotice"/> was given; what it throws ends the call.</param>
    public IChatClient Create(
        ResolvedModel model,
        ModelParameters? parameters = null,
        IReadOnlyList<ResolvedModel>? fallbacks = null,
        Func<FallbackNotice, CancellationToken, Task>? onFallback = null)
    {
        var chain = (fallbacks ?? []).Prepend(model).DistinctBy(target => (target.Connection.OwnerId, target.Id));
        return new FallbackChatClient([.. chain.Select(target => new FallbackTarget(target, ClientOf(target, parameters ?? ModelParameters.None)))], onFallback);
    }

    /// <summary>Which parameters the kind of this connection knows.</summary>
    public ParameterNames ParametersOf(ProviderConnection connection) => _kinds.Of(connection).Parameters;

    private ParameterChatClient ClientOf(ResolvedModel model, ModelParameters parameters)
    {
        var connection = model.Connection;
        var kind = _kinds.Of(connection);
        IChatClient client = new DeferredChatClient(() => kind.CreateClient(connection, model.Model));
        client = new CapChatClient(client, connection);
        client = new TimeoutChatClient(client, connection, _time);
        client = new BreakerChatClient(client, connection, _breakers);
        client = new RetryChatClient(client, connection, _pauses, _time);
        return new ParameterChatClient(client, parameters.Or(connection.Defaults).ToOptions(kind.Parameters));
    }
}
