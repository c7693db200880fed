using System.Globalization;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Domain.Dues;
using MemberHub.Features.Billing;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Crash;

/// <summary>The server killed while it writes the charges of a year.</summary>
[Collection(nameof(Crash))]
public sealed class BillingCrashTests
{
    private const int Members = 20_000;
    private const int Tries = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_run_goes_on_where_it_was_and_charges_nobody_twice()
    {
        await using var database = await PrepareAsync();
        var office = await BillingOffice.InAsync(database);
        var halves = 0;
        for (var tries = 0; tries < Tries && halves < 2; tries++)
        {
            var run = await StartAsync(database, office);
            while (true)
            {
                var (position, charges) = await KillAsync(database, Guard.On);
                Assert.Equal(position, charges);
                if (position == Members)
                {
                    break;
                }

                halves += position > 0 ? 1 : 0;
            }

            await AssertBilledAsync(database, run);
            (await database.Get<UndoBilling>().RunAsync(office.Accountant, run, "試し", Cancel)).OrThrow();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{halves} kills half-way");
        Assert.True(halves > 0, "No kill came half-way.");
    }

    [Fact]
    public async Task Without_the_transaction_a_killed_run_has_lost_its_place()
    {
        await using var database = await PrepareAsync();
        var office = await BillingOffice.InAsync(database);
        await StartAsync(database, office);
        var isLost = false;
        for (var tries = 0; tries < Tries && !isLost; tries++)
        {
            var (position, charges) = await KillAsync(database, Guard.NoTransactions);
            isLost = position != charges;
        }

        Assert.True(isLost);
    }

    private static async Task<PlainDatabase> PrepareAsync()
    {
        var database = await PlainDatabase.CreateWithSocietyAsync();
        await new RosterBuilder(database.Databases, database.Society).Numbered("0000001").PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").AddAsync();
        await using var context = database.Databases.Open(database.Society.Id);
        var columns = string.Join(", ", context.Model.FindEntityType(typeof(MemberHub.Domain.Members.Member))!.GetFlattenedProperties()
            .Select(property => $"\"{property.GetColumnName()}\"").Where(column => column is not ("\"Id\"" or "\"Number\"")));
        var affiliation = string.Join(", ", context.Model.FindEntityType(typeof(MemberHub.Domain.Members.Affiliation))!.GetFlattenedProperties()
            .Select(property => $"\"{property.GetColumnName()}\"").Where(column => column is not ("\"Id\"" or "\"MemberId\"")));
        await database.DamageAsync(
        [
            $"""
            WITH RECURSIVE "N"("I") AS (SELECT 2 UNION ALL SELECT "I" + 1 FROM "N" WHERE "I" < {Members.ToString(CultureInfo.InvariantCulture)})
            INSERT INTO "Members" ("Number", {columns}) SELECT SUBSTR('0000000' || CAST("I" AS TEXT), LENGTH(CAST("I" AS TEXT)) + 1), {columns} FROM "Members", "N"
            """,
            $"""INSERT INTO "Affiliations" ("MemberId", {affiliation}) SELECT m."Id", {string.Join(", ", affiliation.Split(", ").Select(column => "a." + column))} FROM "Affiliations" a JOIN "Members" m ON m."Id" <> a."MemberId" """,
        ]);
        return database;
    }

    private static async Task<long> StartAsync(PlainDatabase database, BillingOffice office)
    {
        var run = await office.ReleaseAsync(2027);
        (await database.Get<StartBilling>().RunAsync(office.Secretary, run, Cancel)).OrThrow();
        return run;
    }

    /// <summary>Starts a server and kills it as soon as it has written something.</summary>
    private static async Task<(long Position, int Charges)> KillAsync(PlainDatabase database, Guard guard)
    {
        var before = await PositionAsync(database);
        await using (var server = MemberHubProcess.Start(database, guard))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            patience.CancelAfter(TimeSpan.FromMinutes(2));
            while (await PositionAsync(database) == before && before < Members)
            {
                await Task.Delay(2, patience.Token);
            }

            await server.KillAsync();
        }

        await using var context = database.Databases.Open(database.Society.Id);
        return (await PositionAsync(database), await context.DuesCharges.CountAsync(Cancel));
    }

    private static async Task<long> PositionAsync(PlainDatabase database)
    {
        await using var context = database.Databases.Open(database.Society.Id);
        return await context.JobRuns.Where(job => job.Kind == "Billing").OrderByDescending(job => job.Id).Select(job => job.Position).FirstAsync(Cancel);
    }

    private static async Task AssertBilledAsync(PlainDatabase database, long run)
    {
        await using var context = database.Databases.Open(database.Society.Id);
        Assert.Equal(BillingState.Done, (await context.BillingRuns.AsNoTracking().SingleAsync(item => item.Id == run, Cancel)).State);
        Assert.Equal(Members, await context.DuesCharges.CountAsync(charge => charge.BillingRunId == run, Cancel));
        await using var connection = await database.OpenAsync();
        Assert.DoesNotContain(await LedgerCheck.RunAsync(connection, Cancel), result => !result.Holds);
    }
}
