using System.Globalization;
using MemberHub.Data;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Bench;

/// <summary>20,000 members with ten years of dues. A tenth owes three years, a fiftieth each was paid in part or waived.</summary>
internal static class ManyMembers
{
    public const int Count = 20_000;
    public const int Years = 10;
    public const int NewestYear = 2026;

    private const int Chunk = 2_000;

    public static async Task FillAsync(BenchDatabase bench)
    {
        await AddMembersAsync(bench);
        await using var database = bench.Open();
        await using var transaction = await database.Database.BeginTransactionAsync();
        foreach (var year in Enumerable.Range(NewestYear - Years + 1, Years).Select(year => new FiscalYear(year)))
        {
            await AddYearAsync(database, bench.Society.Settings.Calendar, year);
        }

        await transaction.CommitAsync();
        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlRawAsync("ANALYZE");
        }
    }

    private static async Task AddMembersAsync(BenchDatabase bench)
    {
        for (var first = 0; first < Count; first += Chunk)
        {
            await using var database = bench.Open();
            var category = await database.MemberCategories.Select(item => item.Id).FirstAsync();
            database.AddRange(Enumerable.Range(first, Chunk).Select(i => new Member(
                MemberNumber.Parse(i.ToString("D7", CultureInfo.InvariantCulture)), $"会員　{i}番", "かいいん　ばん", category, null)));
            await database.SaveChangesAsync();
        }
    }

    // The dates stand in the text because PostgreSQL and SQLite want parameters of different types for them.
    private static async Task AddYearAsync(MemberHubDbContext database, PaymentCalendar calendar, FiscalYear year)
    {
        var payableFrom = Date(calendar.PayableFrom(year));
        var isRecent = year.Year > NewestYear - 3 ? 1 : 0;
        string[] statements =
        [
            $"""
            INSERT INTO "DuesCharges" ("SocietyId", "MemberId", "FiscalYear", "Item", "Amount", "CategoryName", "PayableFrom", "DueOn", "PeriodStart", "PeriodEnd")
            SELECT "SocietyId", "Id", {year.Year}, 'AnnualDues', 12000, '正会員', {payableFrom}, {Date(calendar.DueOn(year))}, {Date(calendar.FirstDay(year))}, {Date(calendar.LastDay(year))}
            FROM "Members"
            """,
            $"""
            INSERT INTO "Payments" ("SocietyId", "MemberId", "Amount", "ReceivedOn", "Method", "Source", "Transaction")
            SELECT "SocietyId", "Id", CASE WHEN "Id" % 50 = 1 AND {isRecent} = 1 THEN 5000 ELSE 12000 END, {payableFrom}, 'BankTransfer', 'Import', ''
            FROM "Members" WHERE NOT ("Id" % 10 = 0 AND {isRecent} = 1) AND NOT ("Id" % 50 = 2 AND {isRecent} = 1)
            """,
            $"""
            INSERT INTO "Allocations" ("SocietyId", "PaymentId", "ChargeId", "Amount")
            SELECT p."SocietyId", p."Id", c."Id", p."Amount" FROM "Payments" p JOIN "DuesCharges" c ON c."MemberId" = p."MemberId" AND c."FiscalYear" = {year.Year}
            WHERE p."ReceivedOn" = {payableFrom}
            """,
            $"""
            INSERT INTO "Waivers" ("SocietyId", "ChargeId", "Amount", "Reason", "GrantedOn")
            SELECT "SocietyId", "Id", "Amount", '減免', {payableFrom} FROM "DuesCharges" WHERE "FiscalYear" = {year.Year} AND "MemberId" % 50 = 2 AND {isRecent} = 1
            """,
        ];
        foreach (var statement in statements)
        {
            await database.Database.ExecuteSqlRawAsync(statement);
        }
    }

    private static string Date(DateOnly date) => $"'{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";
}
