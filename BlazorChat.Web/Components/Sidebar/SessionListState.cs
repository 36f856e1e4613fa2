using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Sidebar;

/// <summary>A user's sessions as far as they were asked for. Used from the page's own context only.</summary>
internal sealed class SessionListState(SessionStore store, Caller caller)
{
    private const int PageSize = 50;
    private const int MaxPageSize = 200;
    private SessionCursor? _next;

    /// <summary>The sessions, newest first; null until they were read.</summary>
    public IReadOnlyList<SessionSummary>? Items { get; private set; }

    /// <summary>Whether there are older ones.</summary>
    public bool HasOlder => _next is not null;

    /// <summary>Reads again as many as are shown, from the newest on.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var wanted = Math.Max(Items?.Count ?? 0, PageSize);
        var items = new List<SessionSummary>(wanted);
        SessionCursor? next = null;
        do
        {
            var page = await store.ListAsync(caller, Math.Min(wanted - items.Count, MaxPageSize), next, cancellationToken);
            items.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null && items.Count < wanted);

        (Items, _next) = (items, next);
    }

    /// <summary>Adds a page of older ones.</summary>
    public async Task LoadOlderAsync(CancellationToken cancellationToken)
    {
        if (_next is not { } cursor) return;
        var page = await store.ListAsync(caller, PageSize, cursor, cancellationToken);
        var known = (Items ?? []).Select(item => item.Id).ToHashSet();
        (Items, _next) = ([.. Items ?? [], .. page.Items.Where(item => !known.Contains(item.Id))], page.Next);
    }

    /// <summary>What the circuit takes over from the prerendered page.</summary>
    public SessionPage? Snapshot => Items is null ? null : new SessionPage(Items, _next);

    /// <summary>Starts from what the prerendered page had read.</summary>
    public void Restore(SessionPage snapshot) => (Items, _next) = (snapshot.Items, snapshot.Next);
}
