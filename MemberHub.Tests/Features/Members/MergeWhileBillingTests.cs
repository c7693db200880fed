using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Features.Billing;
using MemberHub.Features.Members;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Members;

/// <summary>A year is billed in the moment in which two members become one.</summary>
public sealed class MergeWhileBillingTests
{
    // By then whoever waits for nobody is done.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_merged_away_between_the_list_and_its_charges()
    {
        Assert.SkipWhen(PlainDatabase.IsSqlite, "SQLite lets one of the two in at a time.");
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);

        var merged = await MergeWhileBillingAsync(database);

        // Whoever waited until the run had written is told that both owe for the year.
        Assert.True(merged.Refusal is MergeWhileBilling or MergeSameYears, $"{merged.Refusal}");
        Assert.Equal(0, await ChargesOfGoneAsync(database));
    }

    [Fact]
    public async Task Without_the_lock_a_member_of_the_list_is_merged_away_and_the_run_has_to_stop()
    {
        Assert.SkipWhen(PlainDatabase.IsSqlite, "SQLite lets one of the two in at a time.");
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true, guarded: false);

        Assert.True((await MergeWhileBillingAsync(database)).Succeeded);

        await using var context = database.Databases.Open(database.Society.Id);
        Assert.Equal(BillingState.Stopped, (await context.BillingRuns.SingleAsync(Cancel)).State);
        Assert.Equal(0, await ChargesOfGoneAsync(database));
    }

    private static async Task<Result<Done>> MergeWhileBillingAsync(PlainDatabase database)
    {
        var office = await BillingOffice.InAsync(database);
        await new RosterBuilder(database.Databases, database.Society).Numbered("0000101").PostedTo("980-0011", "仙台市青葉区上杉9-1").AddAsync();
        await new RosterBuilder(database.Databases, database.Society).Numbered("0000102").PostedTo("980-0011", "仙台市青葉区上杉9-2").AddAsync();
        var run = await office.ReleaseAsync(2027);

        // The list is made, and cannot be kept yet: what comes now must wait, or be kept from it.
        await using var other = await database.OpenAsync();
        await using var held = await other.BeginTransactionAsync(Cancel);
        await using (var command = other.CreateCommand())
        {
            command.CommandText = """LOCK TABLE "BillingRunLists" IN EXCLUSIVE MODE""";
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var starting = Task.Run(() => database.Get<StartBilling>().RunAsync(office.Secretary, run, Cancel), Cancel);
        await Task.Delay(Enough, Cancel);
        Assert.False(starting.IsCompleted);
        var merging = Task.Run(() => new MergeMembers(database.Databases, database.Clock).RunAsync(office.Secretary, "0000101", "0000102", new MergeForm(0, 0, new HashSet<MergeField>(), "二重登録"), Cancel), Cancel);
        await Task.WhenAny(merging, Task.Delay(Enough, Cancel));
        await held.CommitAsync(Cancel);
        (await starting).OrThrow();
        await database.Get<RunBilling>().RunAsync(Cancel);
        return await merging;
    }

    private static async Task<int> ChargesOfGoneAsync(PlainDatabase database)
    {
        await using var context = database.Databases.Open(database.Society.Id);
        return await context.DuesCharges.CountAsync(charge => context.Members.Any(member => member.Id == charge.MemberId && member.MergedIntoId != null), Cancel);
    }
}
