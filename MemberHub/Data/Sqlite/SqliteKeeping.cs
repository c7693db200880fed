using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberHub.Data.Sqlite;

/// <summary>
/// Gives each context of Entity Framework a connection that stays open with the context, which is used again and again, and keeps its prepared statements:
/// for most statements of a page SQLite takes longer to prepare them than to run them. Only where connections may be pooled at all.
/// </summary>
internal sealed class SqliteKeeping : DbCommandInterceptor, IDbConnectionInterceptor
{
    public DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        if (new SqliteConnectionStringBuilder(result.ConnectionString) is not { Pooling: true, Mode: SqliteOpenMode.ReadWriteCreate })
        {
            return result;
        }

        result.Dispose();
        return new KeptConnection(result.ConnectionString);
    }

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: KeptConnection connection } fresh ? connection.Prepared(fresh) : result;
}
