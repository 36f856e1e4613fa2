using System.Data.Common;
using System.Globalization;

namespace BlazorChat.Bench.Restart;

/// <summary>Writes sessions of one long branch each, question and answer in turn, straight into the tables.</summary>
internal sealed class Filling(DbConnection connection, Guid owner)
{
    private const int Completed = 10;
    private const string Paragraph = "A generation belongs to the server, so closing the tab loses nothing. **Bold**, `code` and a [link](https://example.org) stand here as well. ";

    private static readonly string[] SessionColumns = ["id", "owner_id", "title", "model_id", "active_leaf_id", "last_sequence", "created_at", "updated_at"];
    private static readonly string[] MessageColumns =
        ["id", "session_id", "parent_id", "sequence", "role", "status", "is_pending", "is_held", "job_id", "parts", "model_id", "finish_reason", "attempt", "attempt_offset", "created_at"];
    private static readonly string[] GenerationColumns = ["id", "owner_id", "session_id", "message_id", "status", "attempt", "model_id", "created_at", "started_at", "ended_at"];

    private readonly long _now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;

    /// <summary>Adds one session and returns its id.</summary>
    public async Task<Guid> AddSessionAsync(int messages)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var session = Guid.CreateVersion7();
        var ids = Enumerable.Range(0, messages).Select(_ => Guid.CreateVersion7()).ToArray();
        await InsertAsync(transaction, "sessions", SessionColumns, [[session, owner, $"A session of {messages}", "offline/offline", ids[^1], (long)messages, _now, _now]]);
        await InsertAsync(transaction, "messages", MessageColumns, ids.Select((id, i) => Message(session, ids, i)));
        await InsertAsync(transaction, "generations", GenerationColumns, ids.Where((_, i) => i % 2 == 1).Select(id =>
            new object?[] { Job(id), owner, session, id, Completed, 1, "offline/offline", _now, _now, _now }));
        await transaction.CommitAsync();
        return session;
    }

    private object?[] Message(Guid session, Guid[] ids, int i)
    {
        var isAnswer = i % 2 == 1;
        var text = string.Concat(Enumerable.Repeat(Paragraph, isAnswer ? 5 : 1)) + i.ToString(CultureInfo.InvariantCulture);
        return
        [
            ids[i], session, i == 0 ? null : ids[i - 1], (long)i + 1, isAnswer ? 2 : 1, Completed, false, false, isAnswer ? Job(ids[i]) : null,
            $$"""[{"type":"text","text":"{{text}}"}]""", isAnswer ? "offline/offline" : null, isAnswer ? "stop" : null, isAnswer ? 1 : 0, 0L, _now,
        ];
    }

    // Any other id that follows from the message's.
    private static Guid Job(Guid message)
    {
        var bytes = message.ToByteArray();
        bytes[^1] ^= 1;
        return new Guid(bytes);
    }

    private async Task InsertAsync(DbTransaction transaction, string table, string[] columns, IEnumerable<object?[]> rows)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            for (var i = 0; i < columns.Length; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (columns[i], row[i] ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync();
        }
    }
}
