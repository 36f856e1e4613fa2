using BlazorChat.Core.Administration;
using BlazorChat.Core.Security;

namespace BlazorChat.Web.Components.State;

/// <summary>How many accounts wait for approval, for one page of an admin. Used from the page's own context only.</summary>
internal sealed class PendingUsers(UserDirectory directory, CurrentCaller current)
{
    public int Count { get; private set; }

    /// <summary>Raised when <see cref="Count"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Reads it. Who is no admin any more has none.</summary>
    public async Task ReadAsync()
    {
        int count;
        try
        {
            count = await directory.CountPendingAsync(Actor.Of(await current.GetAsync()), CancellationToken.None);
        }
        catch (RefusedException)
        {
            count = 0;
        }

        if (count == Count) return;
        Count = count;
        Changed?.Invoke();
    }
}
