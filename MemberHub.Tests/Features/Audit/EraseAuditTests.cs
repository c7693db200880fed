using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Features.Audit;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Audit;

/// <summary>Values whose time is over go; that they were there, and what else the trail says, stays.</summary>
[Asvs("14.2.4", "16.4.2")]
public sealed class EraseAuditTests
{
    private static readonly Actor Secretary = new(0, 1, null, [StaffRole.Secretary]) { Origin = "203.0.113.7" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_older_than_the_retention_go_and_the_chain_holds()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await WriteAsync(database, 1_200);
        Assert.Equal(0, await database.Get<EraseAuditValues>().RunAsync(Cancel));
        database.Clock.Advance(TimeSpan.FromDays(366 * SocietySettings.LeastAuditYears));
        await WriteAsync(database, 3);

        var answer = await database.RunAsync("erase-audit");
        await database.Get<SealAudit>().RunAsync(Cancel);

        Assert.Equal((0, "保存年数を過ぎた記録 1,200件の内容を消去しました。"), (answer.ExitCode, answer.Results.Trim()));
        var verdict = await database.Get<VerifyAudit>().RunAsync(null, Cancel);
        Assert.Equal((true, 1_200), (verdict.Sound, verdict.Erased));
        Assert.Contains("消去済み 1,200件", (await database.RunAsync("verify-audit")).Results, StringComparison.Ordinal);
        await using var context = database.Databases.Open(database.Society.Id);
        Assert.False(await context.AuditEntries.AnyAsync(line => line.Sequence <= 1_200 && (line.Details != "" || line.Reason != "" || line.Salt != "" || line.Digest == ""), Cancel));
        Assert.Equal(3, await context.AuditEntries.CountAsync(line => line.Action == "SaveProfile" && line.Details != "", Cancel));
        var record = await context.AuditEntries.SingleAsync(line => line.Action == AuditErasure.Action, Cancel);
        Assert.Contains("1200", record.Details, StringComparison.Ordinal);
        Assert.Equal(0, await database.Get<EraseAuditValues>().RunAsync(Cancel));
    }

    [Fact]
    public async Task A_society_that_keeps_them_longer_keeps_them()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await WriteAsync(database, 2);
        await using (var context = database.Databases.Open(database.Society.Id))
        {
            var society = await context.Societies.SingleAsync(Cancel);
            society.Change(society.Settings with { AuditYears = 10 });
            await context.SaveChangesAsync(Cancel);
        }

        database.Clock.Advance(TimeSpan.FromDays(366 * 8));
        Assert.Equal(0, await database.Get<EraseAuditValues>().RunAsync(Cancel));
        database.Clock.Advance(TimeSpan.FromDays(366 * 3));
        Assert.Equal(2, await database.Get<EraseAuditValues>().RunAsync(Cancel));
    }

    [Fact]
    public async Task Erasing_again_years_later_covers_the_records_of_the_first_time()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        for (var time = 0; time < 3; time++)
        {
            await WriteAsync(database, 2);
            database.Clock.Advance(TimeSpan.FromDays(366 * SocietySettings.LeastAuditYears));
            await database.Get<EraseAuditValues>().RunAsync(Cancel);
            await database.Get<SealAudit>().RunAsync(Cancel);
        }

        var verdict = await database.Get<VerifyAudit>().RunAsync(null, Cancel);
        Assert.Equal((true, 8), (verdict.Sound, verdict.Erased));
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Details" = '', "Salt" = '', "Reason" = '' WHERE "Sequence" = 2""", AuditFaultKind.ErasedUnrecorded)]
    [InlineData("""UPDATE "AuditEntries" SET "Details" = '{}' WHERE "Sequence" = 1""", AuditFaultKind.ValuesChanged)]
    [InlineData("""UPDATE "AuditEntries" SET "Action" = 'Nothing' WHERE "Sequence" = 1""", AuditFaultKind.Changed)]
    [InlineData("""UPDATE "AuditEntries" SET "Digest" = '' WHERE "Sequence" = 1""", AuditFaultKind.Changed)]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Sequence" = 1""", AuditFaultKind.Removed)]
    public async Task Tampering_is_found_among_erased_lines_too(string statement, AuditFaultKind fault)
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await WriteAsync(database, 1);
        database.Clock.Advance(TimeSpan.FromDays(30));
        await WriteAsync(database, 1);
        database.Clock.Advance(TimeSpan.FromDays((365 * SocietySettings.LeastAuditYears) - 15));
        Assert.Equal(1, await database.Get<EraseAuditValues>().RunAsync(Cancel));
        await database.Get<SealAudit>().RunAsync(Cancel);
        database.Clock.Advance(TimeSpan.FromDays(60));
        Assert.True((await database.Get<VerifyAudit>().RunAsync(null, Cancel)).Sound);

        await database.DamageAsync([statement]);

        Assert.Contains((await database.Get<VerifyAudit>().RunAsync(null, Cancel)).Faults, found => found.Kind == fault);
    }

    private static async Task WriteAsync(PlainDatabase database, int lines)
    {
        await using var context = database.Databases.Open(database.Society.Id);
        for (var i = 0; i < lines; i++)
        {
            context.Record(Secretary, database.Clock.UtcNow(), "SaveProfile", null, new { before = $"旧 {i}", after = $"新 {i}" }, "電話で確認");
        }

        await context.SaveChangesAsync(Cancel);
        await database.Get<SealAudit>().RunAsync(Cancel);
    }
}
