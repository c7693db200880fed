using System.Text.Json;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Features.Audit;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Audit;

/// <summary>The chain of the audit trail on a real database, and what happens to it when somebody writes past the product.</summary>
[Asvs("11.4.3", "16.4.2")]
public sealed class AuditSealTests
{
    private const int Lines = 12;

    private static readonly Actor Secretary = new(0, 1, null, [StaffRole.Secretary]) { Origin = "203.0.113.7" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, AuditFaultKind> Tampering => new()
    {
        { "values", """UPDATE "AuditEntries" SET "Details" = '{"Amount":1}' WHERE "Sequence" = 5""", AuditFaultKind.ValuesChanged },
        { "reason", """UPDATE "AuditEntries" SET "Reason" = 'another' WHERE "Sequence" = 5""", AuditFaultKind.ValuesChanged },
        { "values with their digest", """UPDATE "AuditEntries" SET "Digest" = (SELECT "Digest" FROM "AuditEntries" WHERE "Sequence" = 6), "Details" = (SELECT "Details" FROM "AuditEntries" WHERE "Sequence" = 6), "Salt" = (SELECT "Salt" FROM "AuditEntries" WHERE "Sequence" = 6) WHERE "Sequence" = 5""", AuditFaultKind.Changed },
        { "who", """UPDATE "AuditEntries" SET "AccountId" = 99 WHERE "Sequence" = 5""", AuditFaultKind.Changed },
        { "what", """UPDATE "AuditEntries" SET "Action" = 'ChangePassword' WHERE "Sequence" = 5""", AuditFaultKind.Changed },
        { "whom", """UPDATE "AuditEntries" SET "MemberId" = 99 WHERE "Sequence" = 5""", AuditFaultKind.Changed },
        { "from where", """UPDATE "AuditEntries" SET "Origin" = '198.51.100.1' WHERE "Sequence" = 5""", AuditFaultKind.Changed },
        { "when", """UPDATE "AuditEntries" SET "OccurredUtc" = (SELECT "OccurredUtc" FROM "AuditEntries" WHERE "Sequence" = 6) WHERE "Sequence" = 5""", AuditFaultKind.Changed },
        { "a hash", """UPDATE "AuditEntries" SET "Hash" = (SELECT "Hash" FROM "AuditEntries" WHERE "Sequence" = 6) WHERE "Sequence" = 5""", AuditFaultKind.Changed },
        { "a line in the middle", """DELETE FROM "AuditEntries" WHERE "Sequence" = 5""", AuditFaultKind.Removed },
        { "the first line", """DELETE FROM "AuditEntries" WHERE "Sequence" = 1""", AuditFaultKind.Removed },
        { "the last line", $"""DELETE FROM "AuditEntries" WHERE "Sequence" = {Lines}""", AuditFaultKind.WrongEnd },
        { "a seal broken off", """UPDATE "AuditEntries" SET "Sequence" = NULL WHERE "Sequence" = 5""", AuditFaultKind.Removed },
        { "all lines", """DELETE FROM "AuditEntries" WHERE "Sequence" > 0""", AuditFaultKind.WrongEnd },
        { "values, too early", """UPDATE "AuditEntries" SET "Details" = '', "Salt" = '', "Reason" = '' WHERE "Sequence" = 5""", AuditFaultKind.ErasedEarly },
    };

    [Fact]
    public async Task Lines_are_chained_in_order_and_once()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await WriteAsync(database);
        var seal = database.Get<SealAudit>();

        Assert.Equal(Lines, await seal.RunAsync(Cancel));
        Assert.Equal(0, await seal.RunAsync(Cancel));

        await using var context = database.Databases.Open(database.Society.Id);
        var entries = await context.AuditEntries.OrderBy(entry => entry.Id).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, Lines).Select(number => (long?)number), entries.Select(entry => entry.Sequence));
        Assert.Equal(Lines, entries.Select(entry => entry.Hash).Distinct().Count());
        var verdict = await database.Get<VerifyAudit>().RunAsync(null, Cancel);
        Assert.Equal((true, Lines, 0, 0), (verdict.Sound, verdict.Sealed, verdict.Unsealed, verdict.Erased));
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Writing_past_the_product_is_found(string what, string statement, AuditFaultKind fault)
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await WriteAsync(database);
        await database.Get<SealAudit>().RunAsync(Cancel);

        await database.DamageAsync([statement]);

        var verdict = await database.Get<VerifyAudit>().RunAsync(null, Cancel);
        Assert.True(verdict.Faults.Any(found => found.Kind == fault), $"{what}: {string.Join(", ", verdict.Faults)}");
        // What the sealer does next hides nothing.
        await database.Get<SealAudit>().RunAsync(Cancel);
        Assert.False((await database.Get<VerifyAudit>().RunAsync(null, Cancel)).Sound);
    }

    [Fact]
    public async Task A_trail_made_anew_is_found_by_an_end_that_was_noted()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await WriteAsync(database);
        await database.Get<SealAudit>().RunAsync(Cancel);
        var noted = (await database.Get<VerifyAudit>().RunAsync(null, Cancel)).End;
        await WriteAsync(database);
        await database.Get<SealAudit>().RunAsync(Cancel);
        Assert.True((await database.Get<VerifyAudit>().RunAsync(noted, Cancel)).Sound);

        await database.DamageAsync([
            """UPDATE "AuditEntries" SET "Action" = 'Nothing' WHERE "Sequence" = 3""",
            """UPDATE "AuditEntries" SET "Sequence" = NULL, "Hash" = '' WHERE "Sequence" > 0""",
            """UPDATE "AuditSeals" SET "Sequence" = 0, "Hash" = '' """,
        ]);
        await database.Get<SealAudit>().RunAsync(Cancel);

        Assert.True((await database.Get<VerifyAudit>().RunAsync(null, Cancel)).Sound);
        Assert.Contains((await database.Get<VerifyAudit>().RunAsync(noted, Cancel)).Faults, fault => fault.Kind == AuditFaultKind.OtherTrail);
    }

    [Fact]
    public async Task Sealers_at_the_same_moment_make_one_chain()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        for (var round = 0; round < 5; round++)
        {
            await WriteAsync(database);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.Get<SealAudit>().RunAsync(Cancel))));
        }

        var verdict = await database.Get<VerifyAudit>().RunAsync(null, Cancel);
        Assert.Equal((true, 5 * Lines), (verdict.Sound, verdict.Sealed));
    }

    [Fact]
    public async Task The_running_portal_seals_within_five_seconds()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        app.StartServer();
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Record(Secretary, app.Clock.UtcNow(), "SaveProfile", null, new { });
            await database.SaveChangesAsync(Cancel);
        }

        var waited = System.Diagnostics.Stopwatch.StartNew();
        var verify = app.Services.GetService(typeof(VerifyAudit)) as VerifyAudit;
        while (await verify!.RunAsync(null, Cancel) is { Sealed: 0 } or { Unsealed: > 0 })
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(5), "Not sealed in time.");
            await Task.Delay(100, Cancel);
        }
    }

    [Fact]
    public async Task The_command_says_what_it_found()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await WriteAsync(database);
        await database.Get<SealAudit>().RunAsync(Cancel);

        var sound = await database.RunAsync("verify-audit", "--json");
        var json = JsonDocument.Parse(sound.Results).RootElement;
        var end = json.GetProperty("end");
        Assert.Equal((0, true), (sound.ExitCode, json.GetProperty("sound").GetBoolean()));
        Assert.Equal(0, (await database.RunAsync("verify-audit", "--end", $"{end.GetProperty("sequence").GetInt64()}:{end.GetProperty("hash").GetString()}")).ExitCode);
        Assert.Equal(1, (await database.RunAsync("verify-audit", "--end", $"3:{end.GetProperty("hash").GetString()}")).ExitCode);
        Assert.Equal(1, (await database.RunAsync("verify-audit", "--end", "3")).ExitCode);

        await database.DamageAsync(["""DELETE FROM "AuditEntries" WHERE "Sequence" = 5"""]);
        var broken = await database.RunAsync("verify-audit");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("5番から先の記録が抜き取られています", broken.Results);
        Assert.Contains("改ざんされています", broken.Results);
    }

    private static async Task WriteAsync(PlainDatabase database)
    {
        await using var context = database.Databases.Open(database.Society.Id);
        for (var i = 0; i < Lines; i++)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            context.Record(Secretary, database.Clock.UtcNow(), "SaveProfile", null, new { before = $"旧 {i}", after = $"新 {i}" }, i % 2 == 0 ? "電話で確認" : "");
            await context.SaveChangesAsync(Cancel);
        }
    }
}
