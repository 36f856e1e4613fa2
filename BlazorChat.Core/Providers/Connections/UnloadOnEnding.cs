using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Lets go of the connections, and with them the keys, of an account that may not be used any more.</summary>
internal sealed class UnloadOnEnding(AccountAccess access, ConnectionSync sync) : IAccountEnding
{
    public async Task OnEndedAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(userId, cancellationToken) is not { State: AccountState.Active }) await sync.ForgetAsync(userId, cancellationToken);
    }
}
