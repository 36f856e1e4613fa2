using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>What this process knows of the answers it makes, and whom it tells.</summary>
internal sealed class GenerationRegistry(LiveMessages live, RunningGenerations running, ISessionEvents events)
{
    public LiveMessages Live { get; } = live;

    public RunningGenerations Running { get; } = running;

    public void Publish(GenerationJob job) => Publish(job.OwnerId, job.SessionId);

    public void Publish(Guid ownerId, Guid sessionId) => events.Publish(new SessionChanged(ownerId, sessionId));
}
