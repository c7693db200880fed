using System.Data.Common;
using MemberHub.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MemberHub.Bench;

/// <summary>The rows of some tables, to be inserted again as fast as the database can: the baseline of bulk writes.</summary>
internal sealed class RawRows(MemberHubDbContext database, IReadOnlyList<string> tables)
{
    private readonly List<(string Table, string[] Columns, List<object[]> Rows)> kept = [];

    public int Count => kept.Sum(table => table.Rows.Count);

    /// <summary>Takes the rows out of the database.</summary>
    public async Task TakeAsync()
    {
        await database.Database.OpenConnectionAsync();
        foreach (var table in tables)
        {
            await using var command = Connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<object[]>();
            while (await reader.ReadAsync())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                rows.Add(values);
            }

            kept.Add((table, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows));
        }

        foreach (var table in tables.Reverse())
        {
            await using var command = Connection.CreateCommand();
            command.CommandText = $"DELETE FROM \"{table}\"";
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Puts them back in one transaction: prepared inserts on SQLite, binary COPY on PostgreSQL.</summary>
    public async Task<int> PutBackAsync()
    {
        await using var transaction = await Connection.BeginTransactionAsync();
        foreach (var (table, columns, rows) in kept)
        {
            var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
            if (Connection is NpgsqlConnection postgres)
            {
                await CopyAsync(postgres, $"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", rows);
            }
            else
            {
                Insert((SqliteTransaction)transaction, $"INSERT INTO \"{table}\" ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})", rows);
            }
        }

        await transaction.CommitAsync();
        return Count;
    }

    private DbConnection Connection => database.Database.GetDbConnection();

    private static void Insert(SqliteTransaction transaction, string sql, List<object[]> rows)
    {
        if (rows is not [var first, ..])
        {
            return;
        }

        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        var parameters = first.Select((_, i) => command.Parameters.Add(new SqliteParameter($"$p{i}", null))).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string sql, List<object[]> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync(sql);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var value in row)
            {
                if (value is DBNull)
                {
                    await copy.WriteNullAsync();
                }
                else
                {
                    await copy.WriteAsync(value);
                }
            }
        }

        await copy.CompleteAsync();
    }
}
