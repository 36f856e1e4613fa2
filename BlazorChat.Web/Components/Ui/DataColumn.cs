using Microsoft.AspNetCore.Components;

namespace BlazorChat.Web.Components.Ui;

/// <summary>A column of a <see cref="DataTable{TItem}"/>; it paints nothing by itself.</summary>
public sealed class DataColumn<TItem> : ComponentBase, IDisposable where TItem : notnull
{
    /// <summary>Its name above the cells, and on narrow pages beside them.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The cell of an item.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TItem> ChildContent { get; set; } = default!;

    /// <summary>What <see cref="DataTable{TItem}.OnSort"/> is told; null where the column is no order.</summary>
    [Parameter]
    public string? SortKey { get; set; }

    /// <summary>A length of CSS; null shares what is left.</summary>
    [Parameter]
    public string? Width { get; set; }

    /// <summary>Whether it holds figures, which stand at the end.</summary>
    [Parameter]
    public bool IsFigure { get; set; }

    /// <summary>Whether its cells need no name beside them on narrow pages.</summary>
    [Parameter]
    public bool IsPlain { get; set; }

    [CascadingParameter]
    private DataTable<TItem> Table { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Table.Add(this);

    /// <inheritdoc/>
    public void Dispose() => Table.Remove(this);
}
