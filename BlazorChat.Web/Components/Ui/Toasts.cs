namespace BlazorChat.Web.Components.Ui;

/// <summary>A short word at the edge of the page, with at most one thing to do.</summary>
public sealed record Toast(string Text, string? ActionText = null, Func<Task>? Action = null, bool IsError = false)
{
    /// <summary>Tells it from another one of the same words.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();
}

/// <summary>The toasts of one page. Used from the page's own context only.</summary>
internal sealed class Toasts
{
    private readonly List<Toast> _shown = [];

    /// <summary>What is to be seen, oldest first.</summary>
    public IReadOnlyList<Toast> Shown => _shown;

    /// <summary>Raised when <see cref="Shown"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Shows one more; the oldest goes when there are more than three.</summary>
    public void Show(Toast toast)
    {
        _shown.Add(toast);
        if (_shown.Count > 3) _shown.RemoveAt(0);
        Changed?.Invoke();
    }

    /// <summary>Takes one away, if it is still there.</summary>
    public void Remove(Toast toast)
    {
        if (_shown.Remove(toast)) Changed?.Invoke();
    }
}
