using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MemberHub.Data;

/// <summary>Tells a broken unique index from other failures of a save, for both databases.</summary>
public static class UniqueViolation
{
    private const int SqliteConstraintUnique = 2067;

    /// <summary>The save, or the bulk write, would have done a second time what may be done once.</summary>
    public static bool IsUniqueViolation(this Exception error) => (error is DbUpdateException { InnerException: { } inner } ? inner : error) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } => true,
        _ => false,
    };
}
