using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>Stops what is answering in a session that goes into the bin; what had come is kept with it.</summary>
internal sealed class StopOnDeletion(OpenGenerations open) : ISessionDeletion
{
    public Task OnDeletedAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) =>
        open.StopAsync(caller.UserId, job => job.SessionId == sessionId, cancellationToken);
}
