namespace BlazorChat.Core.Accounts.Access;

/// <summary>What a feature above ends when an account's sign-ins were ended: its running answers, what it keeps of it in memory. Called after the commit.</summary>
internal interface IAccountEnding
{
    Task OnEndedAsync(Guid userId, CancellationToken cancellationToken);
}
