using System.Text;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Tests.Features.Ledger;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Crash;

/// <summary>The negative control of the check itself: whatever is broken by hand is reported, and by the rule that it breaks.</summary>
public sealed class ConsistencyCheckTests(LedgerScene scene)
{
    private static readonly (string Rule, string[] Damage)[] Damages =
    [
        ("an invoice's order has one document", ["""DELETE FROM "IssuedDocuments" WHERE "VoidedUtc" IS NULL"""]),
        ("the audit trail tells who issued each invoice", ["""DELETE FROM "AuditEntries" WHERE "Action" = 'IssueInvoice' """]),
        ("the audit trail tells who voided an invoice", ["""DELETE FROM "AuditEntries" WHERE "Action" = 'CancelOrder' """]),
        ("a member has an account", ["""DELETE FROM "AccountMembers" """]),
        (ConsistencyCheck.Pdf, [$"""UPDATE "DocumentFiles" SET "Bytes" = {(PlainDatabase.IsSqlite ? "X'255044'" : @"'\x255044'")}"""]),
        (LedgerCheck.FilesUnchanged, [$"""UPDATE "DocumentFiles" SET "Bytes" = {(PlainDatabase.IsSqlite ? "X'255044'" : @"'\x255044'")}"""]),
    ];

    [Fact]
    public async Task A_sound_database_has_no_faults_and_each_damage_is_reported_by_its_rule()
    {
        Assert.Empty(await FaultsAfterAsync([]));

        var unseen = new StringBuilder();
        foreach (var (rule, damage) in Damages)
        {
            var faults = await FaultsAfterAsync(damage);
            if (!faults.Any(fault => fault.StartsWith(rule + ": ", StringComparison.Ordinal)))
            {
                unseen.AppendLine(rule).AppendJoin("; ", damage);
            }
        }

        Assert.Empty(unseen.ToString());
    }

    [Fact]
    public void Every_rule_is_broken_once_at_least() =>
        Assert.Empty(ConsistencyCheck.Rules.Keys.Append(ConsistencyCheck.Pdf).Except(Damages.Select(damage => damage.Rule)));

    private async Task<IReadOnlyList<string>> FaultsAfterAsync(string[] damage)
    {
        await using var database = await scene.CopyAsync();
        await database.DamageAsync(damage);
        await using var connection = await database.OpenAsync();
        return await ConsistencyCheck.FaultsAsync(connection);
    }
}
