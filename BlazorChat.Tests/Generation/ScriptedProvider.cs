using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BlazorChat.Core.Providers;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Generation;

/// <summary>A kind of provider that only the tests know: each call waits for a test to say what comes.</summary>
internal sealed class ScriptedProvider : IProviderKind
{
    private readonly Channel<ScriptedCall> _calls = Channel.CreateUnbounded<ScriptedCall>();

    public string Name => "scripted";

    public Uri? DefaultBaseUrl { get; } = new("http://scripted.test");

    public int Calls { get; private set; }

    /// <summary>The next call that the engine makes.</summary>
    public Task<ScriptedCall> NextCallAsync() => _calls.Reader.ReadAsync(TestTimeout.Token).AsTask();

    public IChatClient CreateClient(ProviderConnection connection, string model) => new Client(this);

    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelInfo>>([new ModelInfo("parrot")]);

    private sealed class Client(ScriptedProvider provider) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var call = new ScriptedCall([.. messages]);
            provider.Calls++;
            provider._calls.Writer.TryWrite(call);
            using var registration = cancellationToken.Register(call.Cancel);
            await foreach (var update in call.ReadAsync(cancellationToken)) yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}

/// <summary>One call to a model, in the test's hand.</summary>
internal sealed class ScriptedCall(IReadOnlyList<ChatMessage> messages)
{
    private readonly Channel<ChatResponseUpdate> _updates = Channel.CreateUnbounded<ChatResponseUpdate>();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ChatMessage> Messages { get; } = messages;

    public Task Cancelled => _cancelled.Task.WaitAsync(TestTimeout.Default);

    public ScriptedCall Say(params string[] pieces)
    {
        foreach (var piece in pieces) Give(new TextContent(piece));
        return this;
    }

    /// <summary>Gives all of it in one update.</summary>
    public ScriptedCall Give(params AIContent[] contents)
    {
        _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, contents));
        return this;
    }

    /// <summary>Tells that the provider failed and is asked again.</summary>
    public void Retry(ProviderException failure) => _updates.Writer.TryWrite(new ChatResponseUpdate { RawRepresentation = new RetryNotice(failure, TimeSpan.FromSeconds(1), 1) });

    public void Finish(string? reason = "stop")
    {
        if (reason is not null) _updates.Writer.TryWrite(new ChatResponseUpdate { FinishReason = new ChatFinishReason(reason) });
        _updates.Writer.TryComplete();
    }

    public void Fail(Exception exception) => _updates.Writer.TryComplete(exception);

    public void Cancel() => _cancelled.TrySetResult();

    public IAsyncEnumerable<ChatResponseUpdate> ReadAsync(CancellationToken cancellationToken) => _updates.Reader.ReadAllAsync(cancellationToken);
}
