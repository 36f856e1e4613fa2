using System.Runtime.CompilerServices;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>The feed of one process: from memory while the answer is made here, else from the database.</summary>
internal sealed class GenerationFeed(Database database, AccountAccess access, LiveMessages live) : IGenerationFeed
{
    public async IAsyncEnumerable<FeedEvent> ReadAsync(
        Caller caller, Guid messageId, StreamPosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await access.CheckAsync(caller, cancellationToken);
        var reader = new FeedReader(after);
        var events = new List<FeedEvent>();
        if (await FindLiveAsync(caller, messageId, reader, events, cancellationToken) is { } message)
        {
            for (var changed = message.Observe(reader, events); ; changed = message.Observe(reader, events))
            {
                foreach (var item in events) yield return item;
                events.Clear();
                if (changed is null) yield break;
                await changed.WaitAsync(cancellationToken);
                // Whoever was signed out meanwhile gets nothing more. It is remembered, and costs a query every two seconds at most.
                await access.CheckAsync(caller, cancellationToken);
            }
        }

        foreach (var item in events) yield return item;
    }

    /// <summary>The live message; or null, with all that the database has told to the reader.</summary>
    private async Task<LiveMessage?> FindLiveAsync(Caller caller, Guid messageId, FeedReader reader, List<FeedEvent> events, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(caller, messageId, cancellationToken);
        if (!stored.Status.IsEnd())
        {
            // Between the look and the entry it may have ended, and nobody would end an entry that comes after. So look again.
            var message = live.GetOrAdd(messageId);
            stored = await FindAsync(caller, messageId, cancellationToken);
            if (!stored.Status.IsEnd())
            {
                message.Restore(stored);
                return message;
            }

            live.CompleteIdle(messageId, new FeedEnd(stored.Status, stored.FinishReason));
        }

        reader.Catch(stored.Attempt, stored.AttemptOffset, new PartSequence(stored.Parts), events);
        events.Add(new FeedEnd(stored.Status, stored.FinishReason));
        return null;
    }

    private async Task<Message> FindAsync(Caller caller, Guid messageId, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            context => (from message in context.Set<Message>()
                        join session in context.Set<Session>() on message.SessionId equals session.Id
                        where message.Id == messageId && session.OwnerId == caller.UserId && message.Role == MessageRole.Assistant
                        select message).FirstOrDefaultAsync(cancellationToken),
            cancellationToken)
        ?? throw new RefusedException(RefusedException.NotFound, "There is no such message.");
}
