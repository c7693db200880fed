using System.Data.Common;
using System.Diagnostics;
using MemberHub.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Bench;

/// <summary>P7: the first page of the arrears list with its totals, against plain SQL written for each database.</summary>
internal static class ArrearsFigure
{
    private const int Warm = 3;
    private const int Runs = 15;

    private const string Sqlite = """
        WITH debts AS (
            SELECT "MemberId", COUNT(*) AS "Years", MIN("FiscalYear") AS "Oldest", SUM("Open") AS "Open"
            FROM (
                SELECT c."MemberId", c."FiscalYear", c."Amount"
                    - (SELECT COALESCE(SUM(a."Amount"), 0) FROM "Allocations" a WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL)
                    - (SELECT COALESCE(SUM(w."Amount"), 0) FROM "Waivers" w WHERE w."ChargeId" = c."Id") AS "Open"
                FROM "DuesCharges" c WHERE c."SocietyId" = @society AND c."PeriodEnd" < @today
            ) WHERE "Open" > 0 GROUP BY "MemberId"
        )
        SELECT m."Id", m."Number", m."Name", d."Years", d."Oldest", d."Open", d."Members", d."All"
        FROM (SELECT *, COUNT(*) OVER () AS "Members", SUM("Open") OVER () AS "All" FROM debts ORDER BY "Open" DESC, "MemberId" LIMIT 50) d
        JOIN "Members" m ON m."Id" = d."MemberId" ORDER BY d."Open" DESC, m."Id"
        """;

    private const string Postgres = """
        WITH paid AS (SELECT "ChargeId", SUM("Amount") AS "Amount" FROM "Allocations" WHERE "ReversedUtc" IS NULL GROUP BY "ChargeId"),
        waived AS (SELECT "ChargeId", SUM("Amount") AS "Amount" FROM "Waivers" GROUP BY "ChargeId"),
        debts AS (
            SELECT "MemberId", COUNT(*) AS "Years", MIN("FiscalYear") AS "Oldest", SUM("Open")::bigint AS "Open"
            FROM (
                SELECT c."MemberId", c."FiscalYear", c."Amount" - COALESCE(p."Amount", 0) - COALESCE(w."Amount", 0) AS "Open"
                FROM "DuesCharges" c LEFT JOIN paid p ON p."ChargeId" = c."Id" LEFT JOIN waived w ON w."ChargeId" = c."Id"
                WHERE c."SocietyId" = @society AND c."PeriodEnd" < @today
            ) charges WHERE "Open" > 0 GROUP BY "MemberId"
        )
        SELECT m."Id", m."Number", m."Name", d."Years", d."Oldest", d."Open", d."Members", d."All"
        FROM (SELECT *, COUNT(*) OVER () AS "Members", (SUM("Open") OVER ())::bigint AS "All" FROM debts ORDER BY "Open" DESC, "MemberId" LIMIT 50) d
        JOIN "Members" m ON m."Id" = d."MemberId" ORDER BY d."Open" DESC, m."Id"
        """;

    private static readonly DateOnly Today = new(ManyMembers.NewestYear, 11, 22);

    public static async Task RunAsync(string[] args)
    {
        foreach (var bench in await BenchDatabase.CreateAllAsync())
        {
            await using (bench)
            {
                var filling = Stopwatch.StartNew();
                await ManyMembers.FillAsync(bench);
                Report.Note($"{bench.Provider}: {ManyMembers.Count} members x {ManyMembers.Years} years stored in {filling.Elapsed.TotalSeconds:F1} s");
                if (await OursAsync(bench) != await BaselineAsync(bench))
                {
                    throw new InvalidOperationException("The two queries do not find the same debts.");
                }

                var (ours, baseline) = await MeasureAsync(bench);
                Report.Line("P7", $"arrears list over {ManyMembers.Count} members x {ManyMembers.Years} years, {bench.Provider}", ours, "ms", baseline);
            }
        }
    }

    // In turns, so that what else the machine does falls on both.
    private static async Task<(double Ours, double Baseline)> MeasureAsync(BenchDatabase bench)
    {
        List<double> ours = [], baseline = [];
        for (var i = 0; i < Warm + Runs; i++)
        {
            var first = await TimeAsync(() => OursAsync(bench));
            var second = await TimeAsync(() => BaselineAsync(bench));
            if (i >= Warm)
            {
                ours.Add(first);
                baseline.Add(second);
            }
        }

        return (Median(ours), Median(baseline));
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(long Rows, long Members, long Open)> OursAsync(BenchDatabase bench)
    {
        await using var database = bench.Open();
        var list = await database.ReadArrearsAsync(Today, 0, CancellationToken.None);
        return (list.Rows.Count, list.MemberCount, list.Total.Value);
    }

    private static async Task<(long Rows, long Members, long Open)> BaselineAsync(BenchDatabase bench)
    {
        await using var database = bench.Open();
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = database.Database.IsSqlite() ? Sqlite : Postgres;
        Add(command, "society", bench.Society.Id);
        Add(command, "today", Today);
        await using var reader = await command.ExecuteReaderAsync();
        List<(long Id, string Number, string Name, long Years, int Oldest, long Open)> rows = [];
        var (members, open) = (0L, 0L);
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt32(4), reader.GetInt64(5)));
            (members, open) = (reader.GetInt64(6), reader.GetInt64(7));
        }

        return (rows.Count, members, open);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
