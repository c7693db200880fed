using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MemberHub.Data;

/// <summary>Tells a broken unique index from other failures of a save, for both databases.</summary>
public static class UniqueViolation
{
    private const int SqliteConstraintUnique = 2067;

    /// <summary>The save would have done a second time what may be done once.</summary>
    public static bool IsUniqueViolation(this DbUpdateException error) => error.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } => true,
        _ => false,
    };
}
