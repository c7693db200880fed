using System.Data.Common;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Crash;

/// <summary>The negative control of the check itself: whatever is broken by hand is reported, and by the rule that it breaks.</summary>
public sealed class ConsistencyCheckTests : IAsyncLifetime
{
    private static readonly (string Rule, string[] Damage)[] Damages =
    [
        ("numbers run from 1 to the last one taken", ["""UPDATE "NumberSeries" SET "Last" = "Last" + 1"""]),
        ("numbers run from 1 to the last one taken",
        [
            """DROP INDEX "IX_IssuedDocuments_SocietyId_Number" """,
            """UPDATE "IssuedDocuments" SET "Number" = (SELECT MIN("Number") FROM "IssuedDocuments")""",
        ]),
        ("a document's number comes from a series", ["""DELETE FROM "NumberSeries" """]),
        ("a document has one original file", ["""DELETE FROM "DocumentFiles" WHERE "Kind" = 'Original' """]),
        ("a void document, and no other, has one overprinted file", ["""DELETE FROM "DocumentFiles" WHERE "Kind" = 'Voided' """]),
        ("an order has one document",
        [
            """DELETE FROM "DocumentFiles" WHERE "Kind" = 'Voided' OR "Kind" = 'Original' """,
            """DELETE FROM "IssuedDocuments" WHERE "VoidedUtc" IS NULL""",
        ]),
        ("a document's order tells of it once", ["""UPDATE "PaymentEvents" SET "Detail" = 'I-2026-999999' WHERE "Kind" = 'InvoiceIssued' """]),
        ("a void document's order, and no other, was cancelled once", ["""DELETE FROM "PaymentEvents" WHERE "Kind" = 'Cancelled' """]),
        ("an order's events are numbered from 1", ["""UPDATE "PaymentEvents" SET "Sequence" = "Sequence" + 7"""]),
        ("an order's lines add up to its document", ["""UPDATE "PaymentOrderLines" SET "Amount" = "Amount" - 1"""]),
        ("a live line, and no other, belongs to an invoice that counts", ["""UPDATE "PaymentOrderLines" SET "ClosedUtc" = NULL"""]),
        ("a live line, and no other, belongs to an invoice that counts", ["""UPDATE "PaymentOrderLines" SET "ClosedUtc" = '2026-11-22 03:00:00+00' """]),
        ("a charge is in one live order at most",
        [
            """DROP INDEX "IX_PaymentOrderLines_OneLiveOrderPerCharge" """,
            """
            INSERT INTO "PaymentOrderLines" ("SocietyId", "OrderId", "ChargeId", "Amount")
            SELECT "SocietyId", "OrderId", "ChargeId", "Amount" FROM "PaymentOrderLines" WHERE "ClosedUtc" IS NULL
            """,
        ]),
        ("the audit trail tells who issued each document", ["""DELETE FROM "AuditEntries" WHERE "Action" = 'IssueInvoice' """]),
        ("the audit trail tells who voided a document", ["""DELETE FROM "AuditEntries" WHERE "Action" = 'CancelOrder' """]),
        ("a member has an account", ["""DELETE FROM "AccountMembers" """]),
        ("a payment is allocated or credited to the last yen", ["""DELETE FROM "Allocations" """]),
        ("a charge is not settled beyond its amount", ["""UPDATE "Allocations" SET "Amount" = "Amount" + 1000000"""]),
        (ConsistencyCheck.Hash, ["""UPDATE "DocumentFiles" SET "Sha256" = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' """]),
        (ConsistencyCheck.Hash, ["""UPDATE "DocumentFiles" SET "Bytes" = (SELECT "Bytes" FROM "DocumentFiles" WHERE "Kind" = 'Voided' LIMIT 1) WHERE "Kind" = 'Original' """]),
    ];

    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var society = await app.SocietyAsync();
        await IssueAsync(await Member("0000101").Charged(2025, 12_000, paid: 4_000).Charged(2026, 12_000).AddAsync(), 20_000);
        var second = await Member("0000102").Charged(2026, 12_000).AddAsync();
        await IssueAsync(second, 12_000);
        await using var database = app.Databases.Open(society.Id);
        var order = await database.PaymentOrders.SingleAsync(item => item.MemberId == second.MemberId, Cancel);
        (await app.Services.GetRequiredService<CancelOrder>().RunAsync(second, order.Id, Cancel)).OrThrow();

        RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_sound_database_has_no_faults_and_each_damage_is_reported_by_its_rule()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        await database.Database.OpenConnectionAsync(Cancel);
        var connection = database.Database.GetDbConnection();
        Assert.Empty(await ConsistencyCheck.FaultsAsync(connection));

        var unseen = new List<string>();
        foreach (var (rule, damage) in Damages)
        {
            var faults = await FaultsAfterAsync(connection, damage);
            if (!faults.Any(fault => fault.StartsWith(rule + ": ", StringComparison.Ordinal)))
            {
                unseen.Add(string.Join("; ", damage));
            }
        }

        Assert.Empty(unseen);
        Assert.Empty(await ConsistencyCheck.FaultsAsync(connection));
    }

    [Fact]
    public void Every_rule_is_broken_once_at_least() =>
        Assert.Empty(ConsistencyCheck.Rules.Keys.Append(ConsistencyCheck.Hash).Except(Damages.Select(damage => damage.Rule)));

    private static async Task<IReadOnlyList<string>> FaultsAfterAsync(DbConnection connection, string[] damage)
    {
        await connection.ExecuteAsync("BEGIN");
        try
        {
            foreach (var statement in damage)
            {
                Assert.NotEqual(0, await connection.ExecuteAsync(statement));
            }

            return await ConsistencyCheck.FaultsAsync(connection);
        }
        finally
        {
            await connection.ExecuteAsync("ROLLBACK");
        }
    }

    private async Task IssueAsync(Actor actor, long total) => (await app.Services.GetRequiredService<IssueInvoice>().RunAsync(
        actor,
        new InvoiceForm { Institution = "みなと総合医療センター", ShownTotal = total, RequestKey = Guid.NewGuid().ToString("N") },
        Cancel)).OrThrow();
}
