using Npgsql;
using NpgsqlTypes;

namespace BlazorChat.Core.Generation.Journal;

/// <summary>
/// The journal on PostgreSQL: one statement for all entries. It commits without waiting for the disk (<c>synchronous_commit=off</c>): a
/// crash of this process loses nothing, one of the database server at most its last moments.
/// </summary>
internal sealed class PostgresJournalSink(string connectionString) : IJournalSink
{
    private const string Insert = """
        INSERT INTO journal (message_id, attempt, "offset", part_index, payload)
        SELECT * FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::int[], $5::text[])
        ON CONFLICT (message_id, attempt, "offset") DO UPDATE SET part_index = excluded.part_index, payload = excluded.payload
        """;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 1, Options = "-c synchronous_commit=off", ApplicationName = "BlazorChat journal" });

    public async Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(Insert);
        Add(command, NpgsqlDbType.Uuid, entries.Select(entry => entry.MessageId));
        Add(command, NpgsqlDbType.Integer, entries.Select(entry => entry.Attempt));
        Add(command, NpgsqlDbType.Bigint, entries.Select(entry => entry.Offset));
        Add(command, NpgsqlDbType.Integer, entries.Select(entry => entry.PartIndex));
        Add(command, NpgsqlDbType.Text, entries.Select(entry => entry.Payload));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() });
}
