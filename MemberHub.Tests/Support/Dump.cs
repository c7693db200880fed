using System.Data.Common;
using System.Globalization;
using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Support;

/// <summary>Every value of every table, so that a test can say that nothing changed; but for the seals of the audit trail, which a running portal goes on to set.</summary>
public static class Dump
{
    public static async Task<string> OfAsync(MemberHubDbContext database)
    {
        await database.Database.OpenConnectionAsync();
        var tables = database.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var table in tables)
        {
            if (table == "AuditSeals")
            {
                continue;
            }

            var rows = await RowsAsync(database.Database.GetDbConnection(), table);
            lines.Add($"{table}: {rows.Count}");
            lines.AddRange(rows.Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines);
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => table != "AuditEntries" || reader.GetName(i) is not ("Sequence" or "Hash")).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
