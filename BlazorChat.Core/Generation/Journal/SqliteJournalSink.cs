using BlazorChat.Core.Data;
using Microsoft.Data.Sqlite;

namespace BlazorChat.Core.Generation.Journal;

/// <summary>
/// The journal on SQLite: one connection with one prepared statement, behind the gate that every write passes. It commits without waiting
/// for the disk (<c>synchronous=NORMAL</c>): a killed process loses nothing, a power loss at most what came since the last full commit.
/// </summary>
internal sealed class SqliteJournalSink(string connectionString, WriterGate gate) : IJournalSink
{
    private SqliteConnection? _connection;
    private SqliteCommand? _insert;

    public async Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        using var lease = await gate.EnterAsync(cancellationToken);
        var insert = _insert ??= Open();
        await using var transaction = (SqliteTransaction)await _connection!.BeginTransactionAsync(cancellationToken);
        insert.Transaction = transaction;
        foreach (var entry in entries)
        {
            insert.Parameters[0].Value = entry.MessageId;
            insert.Parameters[1].Value = entry.Attempt;
            insert.Parameters[2].Value = entry.Offset;
            insert.Parameters[3].Value = entry.PartIndex;
            insert.Parameters[4].Value = entry.Payload;
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_insert is not null) await _insert.DisposeAsync();
        if (_connection is not null) await _connection.DisposeAsync();
    }

    private SqliteCommand Open()
    {
        _connection?.Dispose(); // Of an earlier try to open.
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        using var pragmas = _connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;";
        pragmas.ExecuteNonQuery();

        var insert = _connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO journal (message_id, attempt, "offset", part_index, payload) VALUES ($message, $attempt, $offset, $part, $payload)
            ON CONFLICT (message_id, attempt, "offset") DO UPDATE SET part_index = excluded.part_index, payload = excluded.payload
            """;
        insert.Parameters.Add("$message", SqliteType.Text);
        insert.Parameters.Add("$attempt", SqliteType.Integer);
        insert.Parameters.Add("$offset", SqliteType.Integer);
        insert.Parameters.Add("$part", SqliteType.Integer);
        insert.Parameters.Add("$payload", SqliteType.Text);
        return insert;
    }
}
