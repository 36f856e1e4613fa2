using BlazorChat.Core.Providers;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>Models to find and to choose from, in a <c>model-picker</c>. Nothing in an option takes the focus.</summary>
public sealed partial class ModelOptions
{
    /// <summary>What the ids of its elements begin with: there may be another list in the page.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The models; null draws none yet.</summary>
    [Parameter, EditorRequired]
    public ModelOverview? Overview { get; set; }

    /// <summary>The chosen model's id; null where none is.</summary>
    [Parameter, EditorRequired]
    public string? SelectedId { get; set; }

    /// <summary>Raised with the id of the model that was chosen.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnSelected { get; set; }

    /// <summary>Raised with what the person wants to see of a model; without it nothing can be wished.</summary>
    [Parameter]
    public EventCallback<ModelWish> OnWish { get; set; }

    private (ModelOverview?, string?)? _painted;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override bool ShouldRender() => _painted != (Overview, SelectedId);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _painted = (Overview, SelectedId);

    private Task WishAsync(ModelAct act, ModelChoice model) => OnWish.InvokeAsync(new ModelWish(act, model.Id));

    private string HeadingOf(ModelGroup group)
    {
        List<string> words = [group.Name];
        if (group.IsOwn) words.Add(L["OwnConnection"]);
        if (group.State is { Error: not null } state) words.Add(ModelWords.StateOf(state, L));
        return string.Join(", ", words);
    }
}
