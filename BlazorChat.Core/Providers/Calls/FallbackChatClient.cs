using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// Asks the models of a chain in turn until one begins to answer. It goes on only where nothing of an answer came, never for the caller's
/// own cancellation, and not where the request itself is refused, which would fail everywhere. Before the next one a
/// <see cref="FallbackNotice"/> is given, then the callback awaited. If all fail, the first model's failure is thrown: it is the one that was chosen.
/// </summary>
/// <param name="chain">The chosen model, then the others; each once. The clients are disposed with this one.</param>
/// <param name="onFallback">Awaited before each call to another model; null for nothing.</param>
internal sealed class FallbackChatClient(IReadOnlyList<FallbackTarget> chain, Func<FallbackNotice, CancellationToken, Task>? onFallback)
    : StreamedChatClient(chain[0].Client)
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        List<ProviderException> failures = [];
        foreach (var (model, client) in chain)
        {
            if (failures.Count > 0)
            {
                var notice = new FallbackNotice(failures[^1], chain[failures.Count - 1].Model, model);
                yield return new ChatResponseUpdate { RawRepresentation = notice };
                cancellationToken.ThrowIfCancellationRequested();
                if (onFallback is not null) await onFallback(notice, cancellationToken);
            }
            await using var attempt = new AttemptStream(client.GetStreamingResponseAsync(asked, options, cancellationToken), cancellationToken);
            while (await attempt.MoveNextAsync()) yield return attempt.Current;
            if (attempt.Failure is not { } failure) yield break;
            failures.Add(failure);
            if (!MayFitAnother(failure)) break;
        }
        if (failures.Count == 1) ExceptionDispatchInfo.Throw(failures[0]);
        throw AllFailed(failures);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var target in chain.Skip(1)) target.Client.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>A request that is refused as such (400, 422) fails everywhere, unless it is only too long for this model.</summary>
    private static bool MayFitAnother(ProviderException failure) =>
        failure.Code != ProviderException.Failed || failure.Status is not (>= 400 and < 500) || failure.IsTooLong || failure.IsTransient;

    private ProviderException AllFailed(List<ProviderException> failures)
    {
        var first = failures[0];
        var others = failures.Zip(chain).Skip(1).Select(pair => (pair.First, Id: SafeText.Cut(SafeText.OneLine(pair.Second.Model.Id), 100))).ToList();
        var message = others.Count == 1
            ? $"{first.Message} The fallback {others[0].Id} failed as well."
            : $"{first.Message} {others.Count} fallbacks failed as well.";
        var detail = string.Join("; ", others.Select(other => $"{other.Id}: {other.First.Message}").Prepend(first.Detail).OfType<string>());
        return new ProviderException(first.Code, first.Connection, message, SafeText.Cut(SafeText.OneLine(detail), SafeText.MaxLength), first)
        {
            Reason = first.Reason,
            RetryAfter = first.RetryAfter,
            Status = first.Status,
            RequestId = first.RequestId,
            IsTransient = first.IsTransient,
            IsTooLong = first.IsTooLong,
        };
    }
}
