using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Limits;

/// <summary>Counts attempts in the open context; every node that shares the database shares the counts.</summary>
public static class AttemptCounts
{
    /// <summary>One more, and how many there are now. In one statement on both databases, because attempts at the same moment must all count.</summary>
    public static async Task<int> CountAttemptAsync(this MemberHubDbContext database, string key, TimeSpan window, DateTime nowUtc, CancellationToken cancel)
    {
        var until = nowUtc + window;
        var counted = await database.Database.SqlQuery<int>($"""
            INSERT INTO "AttemptCounts" ("Key", "Count", "UntilUtc") VALUES ({key}, 1, {until})
            ON CONFLICT ("Key") DO UPDATE SET
                "Count" = CASE WHEN "AttemptCounts"."UntilUtc" <= {nowUtc} THEN 1 ELSE "AttemptCounts"."Count" + 1 END,
                "UntilUtc" = CASE WHEN "AttemptCounts"."UntilUtc" <= {nowUtc} THEN excluded."UntilUtc" ELSE "AttemptCounts"."UntilUtc" END
            RETURNING "Count" AS "Value"
            """).ToListAsync(cancel);
        return counted.Single();
    }

    /// <summary>Marks the proof as used; false when it was used before.</summary>
    public static async Task<bool> SpendProofAsync(this MemberHubDbContext database, string id, DateTime untilUtc, CancellationToken cancel) =>
        await database.Database.ExecuteSqlAsync($"""INSERT INTO "SpentProofs" ("Id", "UntilUtc") VALUES ({id}, {untilUtc}) ON CONFLICT ("Id") DO NOTHING""", cancel) == 1;
}
