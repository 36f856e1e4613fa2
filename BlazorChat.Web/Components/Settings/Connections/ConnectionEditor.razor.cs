using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>Makes or changes one connection: tries it out, saves it, and leaves what was typed where it is when something is wrong.</summary>
public sealed partial class ConnectionEditor : IDisposable
{
    private readonly ConnectionTestRun _test = new();
    private IReadOnlyList<ConnectionView>? _all;
    private ConnectionForm? _form;
    private Caller _caller = default!;
    private string? _problem;
    private int _attempts;
    private bool _isSaving;
    private IDisposable? _offer;

    /// <summary>Whose it is.</summary>
    [Parameter, EditorRequired]
    public ConnectionScope Scope { get; set; }

    /// <summary>The stored connection; null makes a new one.</summary>
    [Parameter, EditorRequired]
    public Guid? Id { get; set; }

    /// <summary>The kind that a new one begins with.</summary>
    [Parameter, EditorRequired]
    public string? Kind { get; set; }

    [Inject]
    private ConnectionStore Store { get; set; } = default!;

    [Inject]
    private ConnectionOverview Overview { get; set; } = default!;

    [Inject]
    private ConnectionTester Tester { get; set; } = default!;

    [Inject]
    private ConnectionKinds Kinds { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private ConnectionPlace Place => ConnectionPlace.Of(Scope);

    private string Title => _form?.Stored is { } stored ? stored.Name : L["NewConnection"];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        _offer = ConnectionsSnapshot.Offer(Handover, _caller, () => _all is { } all ? new ConnectionsSnapshot(Scope, all) : null);
        try
        {
            _all = ConnectionsSnapshot.Take(Handover, _caller, Scope) ?? await Overview.ListAsync(_caller, Scope, CancellationToken.None);
        }
        catch (RefusedException)
        {
            // Who may not see them is told what is told of an unknown one.
            _all = null;
        }

        var stored = _all?.FirstOrDefault(view => view.Id is not null && view.Id == Id);
        if (_all is null || (Id is not null && stored is null))
        {
            Navigation.NotFound();
            return;
        }

        _form = new ConnectionForm(Kinds, stored, Kind, [.. _all.Select(view => view.Name)]);
        _form.Changed += OnChanged;
    }

    /// <summary>What was found is about other values now.</summary>
    private void OnChanged(string field)
    {
        _test.Clear();
        _problem = null;
        StateHasChanged();
    }

    private Task TestAsync() => _test.IsRunning ? Task.CompletedTask : _test.RunAsync(token => TryAsync(draft => Tester.TestAsync(_caller, Scope, Id, draft, token)));

    private async Task SaveAsync()
    {
        _isSaving = true;
        var saved = await TryAsync(draft => Id is { } id
            ? Store.UpdateAsync(_caller, Scope, id, draft, CancellationToken.None)
            : Store.CreateAsync(_caller, Scope, draft, CancellationToken.None));
        _isSaving = false;
        if (saved is null) return;
        Toasts.Show(new Toast(L["ConnectionSaved", saved.Name]));
        Navigation.NavigateTo(Place.Path);
    }

    /// <summary>Does something with the draft; null where it is refused, which then stands at its fields.</summary>
    private async Task<T?> TryAsync<T>(Func<ConnectionDraft, Task<T>> work) where T : class
    {
        _problem = null;
        try
        {
            if (_form!.ToDraft() is { } draft) return await work(draft);
        }
        catch (RefusedException exception) when (exception.Errors.Count > 0)
        {
            _form!.SetErrors(exception.Errors);
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            _problem = ErrorTexts.For(L, exception);
        }
        _attempts++;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _offer?.Dispose();
        if (_form is not null) _form.Changed -= OnChanged;
        _test.Dispose();
    }
}
