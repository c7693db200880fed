using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Register;

/// <summary>Takes document numbers. The caller's transaction must be open: when it is rolled back, the number is free again.</summary>
public static class DocumentRegister
{
    /// <summary>The next number of the kind in the fiscal year; a second taker waits until the first has committed.</summary>
    public static async Task<DocumentNumber> TakeNumberAsync(this MemberHubDbContext database, DocumentKind kind, FiscalYear year, CancellationToken cancel)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is taken in the transaction that issues the document.");
        }

        // One statement on both databases: the row is locked from here to the end of the transaction.
        var taken = await database.Database.SqlQuery<int>($"""
            INSERT INTO "NumberSeries" ("SocietyId", "Kind", "Year", "Last") VALUES ({database.ShownSociety}, {kind.ToString()}, {year.Year}, 1)
            ON CONFLICT ("SocietyId", "Kind", "Year") DO UPDATE SET "Last" = "NumberSeries"."Last" + 1
            RETURNING "Last" AS "Value"
            """).ToListAsync(cancel);
        return new DocumentNumber(kind, year, taken.Single());
    }
}
