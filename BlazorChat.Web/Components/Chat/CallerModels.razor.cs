using BlazorChat.Core.Data;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>The caller's models for what stands inside: reads them, stays in step with the catalogue, and carries out wishes. It asks no provider.</summary>
public sealed partial class CallerModels : IAsyncDisposable
{
    private const string HandoverKey = "models";
    private IDisposable? _offer;
    private RefreshLoop? _refresh;

    /// <summary>Whose models.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>What is shown of them.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<CallerModels> ChildContent { get; set; } = default!;

    /// <summary>What was read; null before that, and where it could not be.</summary>
    public ModelOverview? Overview => Seen.Last;

    [Inject]
    private UserModels Models { get; set; } = default!;

    [Inject]
    private ModelCatalog Catalog { get; set; } = default!;

    [Inject]
    private ModelsSeen Seen { get; set; } = default!;

    [Inject]
    private PageHandover Handover { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<CallerModels> Logger { get; set; } = default!;

    /// <summary>What people call a model, whether it is still offered or not.</summary>
    public string NameOf(string modelId) => Overview?.Find(modelId) is { } model ? ModelWords.NameOf(model) : ModelWords.NameOf(modelId);

    /// <summary>Carries out a wish, and says so where it is refused.</summary>
    public async Task ActAsync(ModelWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        try
        {
            await SaveAsync(wish);
            await ReadAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            Toasts.Show(new Toast(ErrorTexts.For(L, exception), IsError: true));
        }

        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // It refers to what the catalogue holds anyway: as good as no text.
        _offer = Handover.Offer(HandoverKey, () => Overview is { } seen ? (Caller, seen, 0) : null);
        if (Handover.Take<ModelOverview>(HandoverKey, Caller) is { } read) Seen.Last = read;
        if (Overview is not null) return;
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            ReadFailed(Logger, exception);
        }
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _refresh = new RefreshLoop(token => InvokeAsync(() => ReadAndShowAsync(token)), Time, Logger);
        Catalog.Changed += _refresh.Signal;
        _refresh.Signal();
    }

    private async Task ReadAndShowAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        StateHasChanged();
    }

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        Seen.Last = ModelOverview.Of(await Models.MenuAsync(Caller, cancellationToken), Catalog);

    private Task SaveAsync(ModelWish wish) => wish.Act switch
    {
        ModelAct.Favourite or ModelAct.NoFavourite => Models.SetFavouriteAsync(Caller, wish.ModelId, wish.Act == ModelAct.Favourite, CancellationToken.None),
        ModelAct.Hide or ModelAct.Show => Models.SetHiddenAsync(Caller, wish.ModelId, wish.Act == ModelAct.Hide, CancellationToken.None),
        ModelAct.Default => Models.SetDefaultAsync(Caller, wish.ModelId, CancellationToken.None),
        _ => Models.SetDefaultAsync(Caller, null, CancellationToken.None),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _offer?.Dispose();
        if (_refresh is null) return;
        Catalog.Changed -= _refresh.Signal;
        await _refresh.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The models of a page could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
