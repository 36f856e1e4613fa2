using BlazorChat.Core.Security;

namespace BlazorChat.Core.Sessions;

/// <summary>What a feature above does when a session goes into the bin. Called after it was committed.</summary>
internal interface ISessionDeletion
{
    Task OnDeletedAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken);
}
