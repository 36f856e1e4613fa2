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
    private ConnectionForm? _form;
    private Caller _caller = default!;
    private ConnectionTest? _test;
    private CancellationTokenSource? _testing;
    private string? _problem;
    private int _attempts;
    private bool _isSaving;

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
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private string ListPath => Scope == ConnectionScope.Mine ? "settings/connections" : "settings/connections/server";

    private string ListKey => Scope == ConnectionScope.Mine ? "MyConnections" : "ServerConnections";

    private string Title => _form?.Stored is { } stored ? stored.Name : L["NewConnection"];

    private IEnumerable<(string Value, string Text)> KindOptions => Kinds.All.Select(kind => (kind.Name, kind.DisplayName))
        .Concat(_form is { Kind: null } form ? [(form["provider"], form["provider"])] : []);

    private string? ProviderProblem => _form!.ErrorOf("provider") is { } error ? ConnectionTexts.OfField(L, error) : null;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _caller = await Current.GetAsync();
        try
        {
            var all = await Overview.ListAsync(_caller, Scope, CancellationToken.None);
            var stored = Id is { } id ? all.FirstOrDefault(view => view.Id == id) ?? throw new RefusedException(RefusedException.NotFound, "There is no such connection.") : null;
            _form = new ConnectionForm(Kinds, stored, Kind, [.. all.Select(view => view.Name)]);
            _form.Changed += OnChanged;
        }
        catch (RefusedException)
        {
            Navigation.NotFound();
        }
    }

    /// <summary>What was found is about other values now.</summary>
    private void OnChanged(string field)
    {
        (_test, _problem) = (null, null);
        _testing?.Cancel();
        StateHasChanged();
    }

    private async Task TestAsync()
    {
        if (_testing is not null) return;
        _test = null;
        using var testing = _testing = new CancellationTokenSource();
        var test = await TryAsync(draft => Tester.TestAsync(_caller, Scope, Id, draft, testing.Token));
        if (_testing == testing && !testing.IsCancellationRequested) _test = test;
        _testing = null;
    }

    private Task CancelTestAsync() => _testing?.CancelAsync() ?? Task.CompletedTask;

    private async Task SaveAsync()
    {
        _isSaving = true;
        var saved = await TryAsync(draft => Id is { } id
            ? Store.UpdateAsync(_caller, Scope, id, draft, CancellationToken.None)
            : Store.CreateAsync(_caller, Scope, draft, CancellationToken.None));
        _isSaving = false;
        if (saved is null) return;
        Toasts.Show(new Toast(L["ConnectionSaved", saved.Name]));
        Navigation.NavigateTo(ListPath);
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
        catch (OperationCanceledException)
        {
            return null;
        }

        _attempts++;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_form is not null) _form.Changed -= OnChanged;
        _testing?.Cancel();
    }
}
