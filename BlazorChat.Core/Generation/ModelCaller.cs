using System.Runtime.CompilerServices;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Generation;

/// <summary>Calls the model of a generation, and the next ones where it fails, and keeps ledger, message and readers informed of it. Stateless.</summary>
internal sealed class ModelCaller(ChatClientFactory clients, GenerationStore store, GenerationRegistry registry, ImageStore images)
{
    /// <summary>The updates of the model that answers, without what only tells of the call.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        ClaimedGeneration generation, ModelCall call, Attempt attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = clients.Create(call.Model, null, call.Fallbacks, (notice, token) => FallBackAsync(generation, call, attempt, notice, token));
        await foreach (var update in client.GetStreamingResponseAsync(ConversationContext.Build(generation), cancellationToken: cancellationToken))
        {
            if (update.RawRepresentation is RetryNotice) attempt.Live.SetNotice(FeedNotice.Retrying);
            else foreach (var single in InOrder(update)) yield return single;
        }
    }

    // An image is kept after the texts of its update; between them it stands in one of its own.
    private static IEnumerable<ChatResponseUpdate> InOrder(ChatResponseUpdate update)
    {
        if (update.Contents.Count < 2 || !update.Contents.OfType<DataContent>().Any()) return [update];
        return [.. update.Contents.Select(content => new ChatResponseUpdate(update.Role, [content])), new ChatResponseUpdate { FinishReason = update.FinishReason }];
    }

    /// <summary>Keeps the images of an update and gives the parts that refer to them. One that is no image, or only an address, is left out.</summary>
    public async Task<IReadOnlyList<ImagePart>> KeepImagesAsync(ClaimedGeneration generation, ChatResponseUpdate update, CancellationToken cancellationToken)
    {
        List<ImagePart> parts = [];
        foreach (var data in update.Contents.OfType<DataContent>())
        {
            var kept = await images.SaveAsync(generation.Job.OwnerId, generation.Message.Id, data.Data, cancellationToken);
            if (kept is { } image) parts.Add(new ImagePart(image.Id, image.MediaType));
        }

        return parts;
    }

    private async Task FallBackAsync(ClaimedGeneration generation, ModelCall call, Attempt attempt, FallbackNotice notice, CancellationToken cancellationToken)
    {
        var price = call.Available.InfoOf(notice.To).Price;
        attempt.UsageEntryId = await store.FallBackAsync(generation, attempt.UsageEntryId, notice, price, cancellationToken);
        attempt.Answering = notice.To;
        attempt.Live.SetNotice(null);
        registry.Publish(generation.Job);
    }
}
