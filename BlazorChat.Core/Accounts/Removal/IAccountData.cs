namespace BlazorChat.Core.Accounts.Removal;

/// <summary>What a feature above keeps of an account and deletes in pieces, so that others write in between. It is asked again until it ends well.</summary>
internal interface IAccountData
{
    Task DeleteAsync(Guid userId, CancellationToken cancellationToken);
}
