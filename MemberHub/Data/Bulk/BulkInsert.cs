using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace MemberHub.Data.Bulk;

/// <summary>
/// Writes many new rows at once within the open transaction: prepared inserts on SQLite, COPY on PostgreSQL. Keys are taken
/// beforehand, so that rows can refer to each other. Existing rows are changed through the change tracker as ever.
/// </summary>
public static class BulkInsert
{
    /// <summary>
    /// Gives new rows their keys and the society of the context. On SQLite the rows must be written before keys of the same table are
    /// taken again.
    /// </summary>
    public static async Task GiveKeysAsync<T>(this MemberHubDbContext database, IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = BulkTable<T>.Of(database);
        var setKey = table.Setter("Id");
        var setSociety = table.SocietySetter;
        var keys = database.Database.IsSqlite()
            ? await NextKeysOfSqliteAsync(database, table.Name, rows.Count, cancel)
            : await NextKeysOfPostgresAsync(database, table.QuotedName, rows.Count, cancel);
        for (var i = 0; i < rows.Count; i++)
        {
            setKey(rows[i], keys[i]);
            setSociety?.Invoke(rows[i], database.ShownSociety);
        }
    }

    /// <summary>Sets the key of the row's owner, where the domain leaves that to the database context.</summary>
    public static Action<T, long> OwnerSetter<T>(this MemberHubDbContext database, string property)
        where T : class => BulkTable<T>.Of(database).Setter(property);

    /// <summary>Writes rows that have their keys.</summary>
    public static async Task InsertAllAsync<T>(this MemberHubDbContext database, IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = BulkTable<T>.Of(database);
        switch (database.Database.GetDbConnection())
        {
            case SqliteConnection sqlite:
                Insert(sqlite, database.Database.CurrentTransaction?.GetDbTransaction() as SqliteTransaction, table, rows, cancel);
                break;
            case NpgsqlConnection postgres:
                await CopyAsync(postgres, table, rows, cancel);
                break;
            case var other:
                throw new NotSupportedException(other.GetType().Name);
        }
    }

    private static async Task<IReadOnlyList<long>> NextKeysOfSqliteAsync(MemberHubDbContext database, string table, int count, CancellationToken cancel)
    {
        var last = (await database.Database
            .SqlQuery<long>($"SELECT COALESCE(MAX(seq), 0) AS \"Value\" FROM sqlite_sequence WHERE name = {table}").ToListAsync(cancel)).Single();
        return [.. Enumerable.Range(1, count).Select(step => last + step)];
    }

    private static async Task<IReadOnlyList<long>> NextKeysOfPostgresAsync(MemberHubDbContext database, string table, int count, CancellationToken cancel) =>
        await database.Database
            .SqlQuery<long>($"SELECT nextval(pg_get_serial_sequence({table}, 'Id')) AS \"Value\" FROM generate_series(1, {count})").ToListAsync(cancel);

    private static void Insert<T>(SqliteConnection connection, SqliteTransaction? transaction, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table.QuotedName} ({string.Join(", ", table.Columns.Select(column => column.QuotedName))}) "
            + $"VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"$p{i}"))})";
        var parameters = table.Columns.Select((_, i) => command.Parameters.Add(new SqliteParameter($"$p{i}", null))).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = table.Columns[i].Read(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class
    {
        var names = string.Join(", ", table.Columns.Select(column => column.QuotedName));
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table.QuotedName} ({names}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var column in table.Columns)
            {
                if (column.Read(row) is { } value)
                {
                    await copy.WriteAsync(value, cancel);
                }
                else
                {
                    await copy.WriteNullAsync(cancel);
                }
            }
        }

        await copy.CompleteAsync(cancel);
    }
}
