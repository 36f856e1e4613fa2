using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>Makes, lists and revokes invitations.</summary>
public sealed partial class InvitationsPanel
{
    private const int PageSize = 30;
    private List<InvitationView>? _items;
    private InvitationCursor? _next;
    private InvitationView? _revoking;
    private bool _failed;

    [Inject]
    private InvitationStore Invitations { get; set; } = default!;

    [Inject]
    private CurrentCaller Current { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<InvitationsPanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReadFirstAsync();

    private async Task ReadFirstAsync()
    {
        var page = await TryReadAsync(null);
        (_failed, _items, _next) = (page is null, page is null ? null : [.. page.Items], page?.Next);
    }

    private async Task ReadMoreAsync()
    {
        if (await TryReadAsync(_next) is not { } page) return;
        _items!.AddRange(page.Items);
        _next = page.Next;
    }

    private async Task<InvitationPage?> TryReadAsync(InvitationCursor? after)
    {
        try
        {
            return await Invitations.ListAsync(Actor.Of(await Current.GetAsync()), PageSize, after, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            ReadFailed(Logger, exception);
            return null;
        }
    }

    private async Task RevokeAsync(bool isSure)
    {
        var revoking = _revoking!;
        _revoking = null;
        if (!isSure) return;
        try
        {
            await Invitations.RevokeAsync(Actor.Of(await Current.GetAsync()), revoking.Id, CancellationToken.None);
            Toasts.Show(new Toast(L["InvitationRevokedDone"]));
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            Toasts.Show(new Toast(AdminTexts.Of(L, exception), IsError: true));
        }

        await ReadFirstAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Invitations could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}
