using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Support;

/// <summary>Counts forms that need no sign-in.</summary>
public static class RequestCounting
{
    /// <summary>For all networks together.</summary>
    public const string Everybody = "*";

    private const int KeptHours = 24;

    /// <summary>Counts one more from a network in the hour of a moment, and answers how many there are now. One statement: of many at once, each counts.</summary>
    public static async Task<int> CountRequestAsync(this MemberHubDbContext database, string network, DateTime nowUtc, CancellationToken cancel)
    {
        var hour = (nowUtc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerHour;
        var counted = await database.Database.SqlQuery<int>($"""
            INSERT INTO "RequestCounts" ("Network", "Hour", "Count") VALUES ({network}, {hour}, 1)
            ON CONFLICT ("Network", "Hour") DO UPDATE SET "Count" = "RequestCounts"."Count" + 1
            RETURNING "Count" AS "Value"
            """).ToListAsync(cancel);
        await database.RequestCounts.Where(row => row.Hour < hour - KeptHours).ExecuteDeleteAsync(cancel);
        return counted.Single();
    }
}
