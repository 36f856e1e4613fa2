using BlazorChat.Core.Accounts.Profiles;

namespace BlazorChat.Web.Components.State;

/// <summary>The name of whoever sits before this page, as all of its parts show it. Used from the page's own context only.</summary>
internal sealed class OwnName(CurrentCaller current, ProfileStore profiles)
{
    private string? _name;

    /// <summary>Raised with the name when another one was given.</summary>
    public event Action<string>? Changed;

    /// <summary>The name; it is read once.</summary>
    public async Task<string> GetAsync() => _name ??= (await profiles.ReadAsync(await current.GetAsync(), CancellationToken.None)).Name;

    /// <summary>Shows another one from now on.</summary>
    public void Set(string name)
    {
        _name = name;
        Changed?.Invoke(name);
    }
}
