using Microsoft.AspNetCore.Components;
using Radzen;

namespace BlazorChat.Web.Components.Ui;

/// <summary>
/// A table that is sorted and paged elsewhere: it shows one page of items and says what is asked for. On a narrow page each row is a card. The grid of
/// Radzen stands behind it; its module has all that the grid asks of the library's script.
/// </summary>
public sealed partial class DataTable<TItem>
{
    private readonly List<DataColumn<TItem>> _columns = [];

    /// <summary>What it is a table of.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The items of the page.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TItem> Items { get; set; } = [];

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Columns { get; set; } = default!;

    /// <summary>How many there are, in words.</summary>
    [Parameter, EditorRequired]
    public string CountText { get; set; } = "";

    /// <summary>What stands there where there is none.</summary>
    [Parameter, EditorRequired]
    public string EmptyText { get; set; } = "";

    /// <summary>Which page it is, from 0.</summary>
    [Parameter]
    public int Page { get; set; }

    /// <summary>How many there are.</summary>
    [Parameter]
    public int PageCount { get; set; } = 1;

    /// <summary>The column by which it is sorted; null where it is by none of them.</summary>
    [Parameter]
    public string? SortKey { get; set; }

    /// <summary>Whether the greatest comes first.</summary>
    [Parameter]
    public bool IsDescending { get; set; }

    /// <summary>Another order is asked for; no key is the one of the beginning.</summary>
    [Parameter]
    public EventCallback<(string? Key, bool IsDescending)> OnSort { get; set; }

    /// <summary>Another page is asked for.</summary>
    [Parameter]
    public EventCallback<int> OnPage { get; set; }

    internal void Add(DataColumn<TItem> column)
    {
        _columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(DataColumn<TItem> column)
    {
        _columns.Remove(column);
        StateHasChanged();
    }

    private SortOrder? OrderOf(DataColumn<TItem> column) =>
        column.SortKey is null || column.SortKey != SortKey ? null : IsDescending ? SortOrder.Descending : SortOrder.Ascending;

    private static string ClassOf(DataColumn<TItem> column) => column.IsFigure ? "figure" : column.IsPlain ? "plain" : "";

    /// <summary>The grid asks for its items at the beginning, too: only another order is told.</summary>
    private async Task LoadAsync(LoadDataArgs args)
    {
        var sort = args.Sorts?.FirstOrDefault(sort => sort.SortOrder is not null);
        var isDown = sort?.SortOrder == SortOrder.Descending;
        if (sort?.Property != SortKey || isDown != (SortKey is not null && IsDescending)) await OnSort.InvokeAsync((sort?.Property, isDown));
    }
}
