using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>Makes the clients through which every call to a model goes, with what all calls have in common around them. Thread-safe.</summary>
public sealed class ChatClientFactory
{
    private readonly ProviderKinds _kinds;
    private readonly TimeProvider _time;

    internal ChatClientFactory(ProviderKinds kinds, TimeProvider time) => (_kinds, _time) = (kinds, time);

    /// <summary>
    /// Makes a client for one model, with the connection's time limits. It is cheap: make one for each call. The caller disposes it. Every
    /// failure is a <see cref="ProviderException"/>, cancellation by the caller's own token an <see cref="OperationCanceledException"/>.
    /// </summary>
    public IChatClient Create(
        ResolvedModel model, ModelParameters? parameters = null, IReadOnlyList<ResolvedModel>? fallbacks = null, Func<FallbackNotice, CancellationToken, Task>? onFallback = null) =>
        new TimeoutChatClient(_kinds.Of(model.Connection).CreateClient(model.Connection, model.Model), model.Connection, _time);

    /// <summary>Which parameters the kind of this connection knows.</summary>
    public ParameterNames ParametersOf(ProviderConnection connection) => _kinds.Of(connection).Parameters;
}
