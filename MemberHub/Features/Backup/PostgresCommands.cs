using System.Globalization;
using Npgsql;

namespace MemberHub.Features.Backup;

/// <summary>PostgreSQL's own tools with our database filled in; the password is left out, PGPASSWORD or ~/.pgpass has it.</summary>
internal static class PostgresCommands
{
    public static string Dump(string connection, string file) =>
        $"pg_dump --format=custom --no-owner --no-privileges {Where(connection)} --file={Quoted(file)}";

    public static string Restore(string connection, string file) =>
        $"pg_restore --exit-on-error --single-transaction --no-owner --no-privileges {Where(connection)} {Quoted(file)}";

    private static string Where(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return string.Create(
            CultureInfo.InvariantCulture, $"--host={Quoted(parts.Host ?? "")} --port={parts.Port} --username={Quoted(parts.Username ?? "")} --dbname={Quoted(parts.Database ?? "")}");
    }

    private static string Quoted(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
