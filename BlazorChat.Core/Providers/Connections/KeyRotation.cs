using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>
/// Exchanges the key that secrets are stored with. All of them go over in one transaction, and only then the former key goes: wherever it is
/// interrupted, the next start ends it.
/// </summary>
public sealed partial class KeyRotation : IStartupStep
{
    private readonly Database _database;
    private readonly ISealedSecrets[] _secrets;
    private readonly MasterKey _key;
    private readonly DataFolder _folder;
    private readonly ILogger<KeyRotation> _logger;

    internal KeyRotation(Database database, IEnumerable<ISealedSecrets> secrets, MasterKey key, DataFolder folder, ILogger<KeyRotation> logger) =>
        (_database, _secrets, _key, _folder, _logger) = (database, [.. secrets], key, folder, logger);

    /// <summary>Makes a new key beside the one in the data folder; the next <see cref="RunAsync"/> of a program started after this goes over to it.</summary>
    /// <returns>False where the key is given by a variable, and the new one has to be as well.</returns>
    public static bool Begin(IConfiguration configuration, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (MasterKey.IsConfigured(configuration)) return false;
        if (!File.Exists(folder.NextMasterKeyFile)) MasterKey.MakeNext(folder);
        return true;
    }

    /// <summary>Stores every secret anew with the current key, where a former key is there as well. What neither opens stays as it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!_key.IsRotating) return;
        var (renewed, lost) = await RenewAsync(cancellationToken);
        // With keys from variables, nothing has gone over to that file's key: the one in its place may still be needed.
        if (_key.IsOfFiles && File.Exists(_folder.NextMasterKeyFile)) File.Move(_folder.NextMasterKeyFile, _folder.MasterKeyFile, overwrite: true);
        LogRotated(renewed, lost);
    }

    /// <summary>How many secrets are stored, and how many of them no key opens.</summary>
    public Task<(int Stored, int Unreadable)> CountAsync(CancellationToken cancellationToken) => _database.ReadAsync(
        async context =>
        {
            var (stored, unreadable) = (0, 0);
            foreach (var secrets in _secrets)
            {
                var counted = await secrets.CountAsync(context, cancellationToken);
                (stored, unreadable) = (stored + counted.Stored, unreadable + counted.Unreadable);
            }

            return (stored, unreadable);
        },
        cancellationToken);

    private Task<(int Renewed, int Lost)> RenewAsync(CancellationToken cancellationToken) => _database.WriteAsync(
        async context =>
        {
            var (renewed, lost) = (0, 0);
            foreach (var secrets in _secrets)
            {
                var done = await secrets.RenewAsync(context, cancellationToken);
                (renewed, lost) = (renewed + done.Renewed, lost + done.Lost);
            }

            return (renewed, lost);
        },
        cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "The master key was exchanged: {Renewed} stored secrets were encrypted anew, {Lost} could not be read with the former key and stay unreadable.")]
    private partial void LogRotated(int renewed, int lost);
}
