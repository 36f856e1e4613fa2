using System.Globalization;
using BlazorChat.Core.Settings;
using Microsoft.Data.Sqlite;

namespace BlazorChat.Core.Data;

/// <summary>Copies of a SQLite database from before upgrades; the newest five are kept.</summary>
internal sealed class DatabaseCopies(DatabaseSettings settings, DataFolder folder, TimeProvider time)
{
    public const int Kept = 5;
    private const string Prefix = "before-upgrade-";

    /// <summary>Makes one, named with the time and the last migration that it has, and returns its path.</summary>
    /// <exception cref="StartRefusedException">The copy could not be written.</exception>
    public async Task<string> MakeAsync(string? lastMigration, CancellationToken cancellationToken)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder.BackupsFolder, $"{Prefix}{stamp}-{lastMigration ?? "unknown"}.db");
        try
        {
            PrivateFile.CreateFolder(folder.BackupsFolder);
            PrivateFile.CreateEmpty(path); // VACUUM INTO takes an empty file, which thereby has the right mode from the first byte on.
            await using var connection = new SqliteConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $path";
            command.Parameters.AddWithValue("$path", path);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            File.Delete(path);
            throw new StartRefusedException($"No copy of the database could be made in '{folder.BackupsFolder}' before its upgrade ({exception.Message.TrimEnd('.')}), so nothing was changed; free some space or allow writing there and start again.", exception);
        }

        foreach (var old in Directory.GetFiles(folder.BackupsFolder, Prefix + "*.db").OrderDescending(StringComparer.Ordinal).Skip(Kept)) File.Delete(old);
        return path;
    }
}
