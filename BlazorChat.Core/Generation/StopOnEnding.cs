using BlazorChat.Core.Accounts.Access;

namespace BlazorChat.Core.Generation;

/// <summary>Stops everything of an account whose sign-ins were ended; what had come is kept.</summary>
internal sealed class StopOnEnding(OpenGenerations open) : IAccountEnding
{
    public Task OnEndedAsync(Guid userId, CancellationToken cancellationToken) => open.StopAsync(userId, job => true, cancellationToken);
}
