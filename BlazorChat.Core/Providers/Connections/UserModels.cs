using System.Text;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>
/// The models of one user: the own connections before the server's, with favourites, hidden ones and an own default. Whoever asks a model
/// for somebody asks here first, so that everybody may use the same on every way in. Thread-safe.
/// </summary>
public sealed class UserModels
{
    private const int MaxListed = 500;
    private const int MaxIdLength = 400;
    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly ConnectionSync _sync;
    private readonly ModelCatalog _catalog;

    internal UserModels(Database database, AccountAccess access, ConnectionSync sync, ModelCatalog catalog) =>
        (_database, _access, _sync, _catalog) = (database, access, sync, catalog);

    /// <summary>What this user may use. It asks no provider.</summary>
    /// <exception cref="RefusedException">The account may not be used: nobody asks a model for it, and its keys are not read.</exception>
    public async ValueTask<AvailableModels> ForAsync(Guid userId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(new Caller(userId), cancellationToken);
        await _sync.EnsureAsync(userId, cancellationToken);
        return _catalog.For(userId);
    }

    /// <summary>The models as this user's picker shows them.</summary>
    public async Task<ModelMenu> MenuAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var available = await ForAsync(caller.UserId, cancellationToken);
        var wishes = await ReadAsync(caller, cancellationToken);
        var chosen = wishes?.DefaultModelId is { } id && available.Resolve(id) is { } model ? model.Id : null;
        return new ModelMenu(available, (wishes?.Favourites ?? []).ToHashSet(StringComparer.Ordinal), (wishes?.Hidden ?? []).ToHashSet(StringComparer.Ordinal), chosen);
    }

    /// <summary>The id of the model that is asked where this user chose none.</summary>
    public async Task<string> DefaultIdAsync(Caller caller, CancellationToken cancellationToken) => (await MenuAsync(caller, cancellationToken)).DefaultModelId;

    /// <summary>Puts a model among the favourites, or takes it out.</summary>
    /// <exception cref="RefusedException">There are too many.</exception>
    public Task SetFavouriteAsync(Caller caller, string modelId, bool isFavourite, CancellationToken cancellationToken) =>
        ChangeAsync(caller, row => row.Favourites = With(row.Favourites, modelId, isFavourite), cancellationToken);

    /// <summary>Hides a model from the picker, or shows it again. It can be used all the same.</summary>
    /// <exception cref="RefusedException">There are too many.</exception>
    public Task SetHiddenAsync(Caller caller, string modelId, bool isHidden, CancellationToken cancellationToken) =>
        ChangeAsync(caller, row => row.Hidden = With(row.Hidden, modelId, isHidden), cancellationToken);

    /// <summary>Sets the model for new sessions; null is the server's default.</summary>
    /// <exception cref="RefusedException">No connection offers it.</exception>
    public async Task SetDefaultAsync(Caller caller, string? modelId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        if (modelId is not null) CheckId(modelId);
        if (modelId is not null && (await ForAsync(caller.UserId, cancellationToken)).Resolve(modelId) is null)
            throw new RefusedException(RefusedException.ModelNotFound, "No connection offers this model. Choose another one.", "model");
        await ChangeAsync(caller, row => row.DefaultModelId = modelId, cancellationToken);
    }

    private Task<ModelPreferences?> ReadAsync(Caller caller, CancellationToken cancellationToken) => _database.ReadAsync(
        context => context.Set<ModelPreferences>().SingleOrDefaultAsync(row => row.OwnerId == caller.UserId, cancellationToken), cancellationToken);

    private async Task ChangeAsync(Caller caller, Action<ModelPreferences> change, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        await _database.WriteAsync(
            async context =>
            {
                // One page of a user after another: two would make the row twice, or one forget what the other marked.
                if (!await LockAsync(context, caller, cancellationToken)) throw new RefusedException(RefusedException.NotFound, "There is no such account any more.");
                var row = await context.Set<ModelPreferences>().SingleOrDefaultAsync(row => row.OwnerId == caller.UserId, cancellationToken);
                if (row is null) context.Add(row = new ModelPreferences { OwnerId = caller.UserId });
                change(row);
            },
            cancellationToken);
    }

    /// <summary>Makes other writes for the same account wait until this transaction ends. False where there is no such account any more.</summary>
    internal static async Task<bool> LockAsync(AppDbContext context, Caller caller, CancellationToken cancellationToken) =>
        await context.Users.Where(user => user.Id == caller.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.IsAdmin, user => user.IsAdmin), cancellationToken) > 0;

    // A connection without a list takes any name, and the database neither every length nor every character.
    private static void CheckId(string modelId)
    {
        if (modelId.Length is > 0 and <= MaxIdLength && !modelId.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)) return;
        throw new RefusedException(RefusedException.ValidationFailed, $"A model's id has 1 to {MaxIdLength} characters, such as openai/gpt-5.", "model");
    }

    private static List<string> With(IReadOnlyList<string> list, string modelId, bool isIn)
    {
        CheckId(modelId);
        List<string> changed = [.. list.Where(id => id != modelId)];
        if (isIn) changed.Add(modelId);
        return changed.Count <= MaxListed ? changed : throw new RefusedException(RefusedException.ValidationFailed, $"At most {MaxListed} models can be marked.", "model");
    }
}
