using System.Runtime.CompilerServices;
using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>
/// A client whose every call plays its steps: a text or an update is sent, an exception thrown, a task awaited. The last call's steps
/// serve all further ones.
/// </summary>
internal sealed class ScriptedClient(params object[][] calls) : IChatClient
{
    private int _calls;
    private int _openStreams;

    public int Calls => _calls;

    /// <summary>How many of its streams are not disposed.</summary>
    public int OpenStreams => _openStreams;

    public int Disposals { get; private set; }

    public List<ChatOptions?> Options { get; } = [];

    /// <summary>Raised when a call arrives.</summary>
    public Action? Called { get; init; }

    /// <summary>An update that carries nothing of an answer.</summary>
    public static ChatResponseUpdate RoleOnly => new(ChatRole.Assistant, []);

    /// <summary>A failure with a status, as the kinds make it.</summary>
    public static ProviderException Failure(int status, TimeSpan? retryAfter = null) => new(
        status switch { 401 => ProviderException.KeyRejected, 404 => ProviderException.ModelNotFound, 429 => ProviderException.RateLimited, _ => ProviderException.Failed },
        "lab", $"lab failed with {status}.", $"status {status}")
    {
        Status = status,
        RetryAfter = retryAfter,
        IsTransient = status is 408 or 409 or 429 or >= 500,
    };

    public static ProviderException Unreachable => new(ProviderException.Unreachable, "lab", "lab cannot be reached.") { IsTransient = true };

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Increment(ref _calls);
        lock (Options) Options.Add(options);
        Called?.Invoke();
        Interlocked.Increment(ref _openStreams);
        try
        {
            foreach (var step in calls[Math.Min(call, calls.Length) - 1])
            {
                if (step is Exception exception) throw exception;
                if (step is Task task) await task.WaitAsync(cancellationToken);
                else yield return step as ChatResponseUpdate ?? new ChatResponseUpdate(ChatRole.Assistant, (string)step);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _openStreams);
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => Disposals++;
}
