using System.Data.Common;

namespace MemberHub.Tests.Crash;

/// <summary>Plain SQL on a plain connection.</summary>
internal static class Sql
{
    public static async Task<IReadOnlyList<T>> ListAsync<T>(this DbConnection database, string query, Func<DbDataReader, T> read)
    {
        await using var command = database.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static async Task<int> ExecuteAsync(this DbConnection database, string statement, params (string Name, object Value)[] values)
    {
        await using var command = database.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
