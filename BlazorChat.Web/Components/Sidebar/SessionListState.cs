using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.Sidebar;

/// <summary>
/// A stretch of a user's sessions: the newest ones, or where the reader has scrolled to. However many there are, at most
/// <see cref="MaxItems"/> are held, and a refresh is one query. Used from the page's own context only.
/// </summary>
internal sealed class SessionListState(SessionStore store, Caller caller)
{
    /// <summary>How many more are read at a time.</summary>
    public const int PageSize = 50;

    /// <summary>The most that are held: some five screens. What is beyond them at the other end is let go.</summary>
    public const int MaxItems = 200;

    /// <summary>Where each stretch that was let go began, the newest at the bottom; null is the list's own beginning.</summary>
    private readonly Stack<SessionCursor?> _newer = [];
    private SessionCursor? _start;
    private SessionCursor? _next;
    private Task _move = Task.CompletedTask;
    private int _reads;

    /// <summary>The sessions, newest first; null until they were read.</summary>
    public IReadOnlyList<SessionSummary>? Items { get; private set; }

    /// <summary>Whether there are older ones.</summary>
    public bool HasOlder => _next is not null;

    /// <summary>Whether newer ones were let go.</summary>
    public bool HasNewer => _newer.Count > 0;

    /// <summary>Reads again as many as are shown, from the same place on.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _move.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await ReadAsync(_start, Math.Max(Items?.Count ?? 0, PageSize), cancellationToken);
        // All that stood here has moved up or is gone.
        if (Items is { Count: 0 } && HasNewer) await LoadNewerAsync(cancellationToken);
    }

    /// <summary>Adds a page of older ones, and lets go of the newest where there are too many.</summary>
    public Task LoadOlderAsync(CancellationToken cancellationToken)
    {
        if (_next is null || Items is not { } items || !_move.IsCompleted) return Task.CompletedTask;
        var surplus = items.Count + PageSize - MaxItems;
        return _move = surplus <= 0 ? ReadAsync(_start, items.Count + PageSize, cancellationToken) : MoveAsync(items[surplus - 1]);

        async Task MoveAsync(SessionSummary last)
        {
            var start = new SessionCursor(last.UpdatedAt, last.Id);
            await ReadAsync(start, MaxItems, cancellationToken);
            _newer.Push(_start);
            _start = start;
        }
    }

    /// <summary>Brings back the stretch that was let go last, and lets go of the oldest.</summary>
    public Task LoadNewerAsync(CancellationToken cancellationToken)
    {
        return HasNewer && _move.IsCompleted ? _move = MoveAsync() : Task.CompletedTask;

        async Task MoveAsync()
        {
            await ReadAsync(_newer.Peek(), MaxItems, cancellationToken);
            _start = _newer.Pop();
        }
    }

    /// <summary>What the circuit takes over from the prerendered page.</summary>
    public SessionPage? Snapshot => Items is null ? null : new SessionPage(Items, _next);

    /// <summary>Starts from what the prerendered page had read.</summary>
    public void Restore(SessionPage snapshot) => (Items, _next) = (snapshot.Items, snapshot.Next);

    /// <summary>The whole stretch at once, so that it has neither gaps nor doubles. Of two reads the one that began last holds.</summary>
    private async Task ReadAsync(SessionCursor? start, int count, CancellationToken cancellationToken)
    {
        var number = ++_reads;
        var page = await store.ListAsync(caller, count, start, cancellationToken);
        if (number == _reads) (Items, _next) = (page.Items, page.Next);
    }
}
