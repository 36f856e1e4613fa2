using BlazorChat.Core.Generation.Titles;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>What this process knows of the answers it makes, and whom it tells.</summary>
internal sealed class GenerationRegistry(LiveMessages live, RunningGenerations running, IGenerationQueue queue, TitleWriter titles, ISessionEvents events)
{
    public LiveMessages Live { get; } = live;

    public RunningGenerations Running { get; } = running;

    public IGenerationQueue Queue { get; } = queue;

    /// <summary>Told of answers that are complete and saved.</summary>
    public TitleWriter Titles { get; } = titles;

    public void Publish(GenerationJob job) => Publish(job.OwnerId, job.SessionId);

    public void Publish(Guid ownerId, Guid sessionId) => events.Publish(new SessionChanged(ownerId, sessionId));
}
