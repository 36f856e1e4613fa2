using BlazorChat.Core.Providers;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>All models of the caller by connection, to mark, hide and prefer. Searched in the browser, which lays out only what is to be seen.</summary>
public sealed partial class ModelList
{
    /// <summary>The models.</summary>
    [Parameter, EditorRequired]
    public ModelOverview Overview { get; set; } = default!;

    /// <summary>The reader's time zone.</summary>
    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Raised with what the person wants to see of a model.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ModelWish> OnWish { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string DefaultName => Overview.Find(Overview.Menu.DefaultModelId) is { } model ? ModelWords.NameOf(model) : Overview.Menu.DefaultModelId;

    private Task ActAsync(ModelAct act, string modelId) => OnWish.InvokeAsync(new ModelWish(act, modelId));

    private string StateOf(ModelGroup group)
    {
        List<string> words = [ModelWords.StateOf(group.State, L)];
        if (group.State is { Error: null, Latency: { } latency }) words.Add(L["StateLatency", Math.Max(1, latency.TotalMilliseconds)]);
        if (group.State?.CheckedAt is { } at) words.Add(CheckedAt(at));
        return string.Join(" · ", words);
    }

    private string CheckedAt(DateTimeOffset at) => (Time.GetUtcNow() - at) switch
    {
        { TotalMinutes: < 1 } => L["CheckedNow"],
        { TotalMinutes: < 60 } and var ago => L["CheckedMinutes", (int)ago.TotalMinutes],
        _ => L["CheckedAt", TimeZoneInfo.ConvertTime(at, Zone)],
    };
}
