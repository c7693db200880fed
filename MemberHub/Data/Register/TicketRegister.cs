using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Register;

/// <summary>Takes ticket numbers. The caller's transaction must be open: when it is rolled back, the number is free again.</summary>
public static class TicketRegister
{
    /// <summary>The next number in the fiscal year; a second taker waits until the first has committed.</summary>
    public static async Task<TicketNumber> TakeTicketNumberAsync(this MemberHubDbContext database, FiscalYear year, CancellationToken cancel)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is taken in the transaction that adds the ticket.");
        }

        var taken = await database.Database.SqlQuery<int>($"""
            INSERT INTO "TicketSeries" ("SocietyId", "Year", "Last") VALUES ({database.ShownSociety}, {year.Year}, 1)
            ON CONFLICT ("SocietyId", "Year") DO UPDATE SET "Last" = "TicketSeries"."Last" + 1
            RETURNING "Last" AS "Value"
            """).ToListAsync(cancel);
        return new TicketNumber(year, taken.Single());
    }
}
