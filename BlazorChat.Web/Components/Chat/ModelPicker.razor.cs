using BlazorChat.Core.Providers;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>Chooses a model. Its list is drawn when it is first opened, and again only where the models have changed: there may be hundreds.</summary>
public sealed partial class ModelPicker
{
    private (ModelOverview?, string?, bool) _painted;
    private bool _wasOpened;

    /// <summary>The models; null where they are not known yet.</summary>
    [Parameter, EditorRequired]
    public ModelOverview? Overview { get; set; }

    /// <summary>The chosen model's id; it may be one that is offered no more, and null while the models are not known.</summary>
    [Parameter, EditorRequired]
    public string? SelectedId { get; set; }

    /// <summary>Raised with the id of the model that was chosen.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnSelected { get; set; }

    /// <summary>Raised with what the person wants to see of a model.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ModelWish> OnWish { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private ModelChoice? Selected => SelectedId is { } id ? Overview?.Find(id) : null;

    private string Id => Selected?.Id ?? SelectedId ?? "";

    private string Name => Selected is { } model ? ModelWords.NameOf(model) : SelectedId ?? L["Models"];

    private string? Connection => Selected is { } model && model.Connection != model.Name ? model.Connection : null;

    private ConnectionState? State => SelectedId is { } id ? Overview?.StateOf(id) : null;

    /// <summary>Whether a sheet of it keeps its height while it is searched; a short one is as high as what it lists.</summary>
    private bool IsLong => Overview?.Menu.Available.Models.Count > 6;

    /// <summary>Connections that offer nothing because something is wrong: nobody should have to wonder where their models are.</summary>
    private IEnumerable<ModelGroup> Silent => _wasOpened && Overview is { } overview ? overview.Groups.Where(group => group is { Models.Count: 0, State.Error: not null }) : [];

    /// <inheritdoc/>
    protected override bool ShouldRender() => _painted != (Overview, SelectedId, _wasOpened);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _painted = (Overview, SelectedId, _wasOpened);

    private void Opened() => _wasOpened = true;
}
