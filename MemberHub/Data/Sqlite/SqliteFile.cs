using Microsoft.Data.Sqlite;

namespace MemberHub.Data.Sqlite;

/// <summary>Where a SQLite file lies: a relative Data Source means one fixed folder, whatever directory the command was started in.</summary>
public static class SqliteFile
{
    /// <summary>The folder of relative files: MEMBERHUB_DATA, else memberhub in the user's application data.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("MEMBERHUB_DATA") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "memberhub");

    public static string Resolve(string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        if (connection.DataSource is not ("" or ":memory:") && !Path.IsPathRooted(connection.DataSource))
        {
            Directory.CreateDirectory(Folder);
            connection.DataSource = Path.Combine(Folder, connection.DataSource);
        }

        return connection.ToString();
    }
}
