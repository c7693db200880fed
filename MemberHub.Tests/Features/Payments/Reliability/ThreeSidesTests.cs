using System.Globalization;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Tests.Crash;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>
/// R6: one claim is paid from three sides at the same moment: by card at one server process, at a store at another, and by hand from a third. One
/// of them settles, the others become credit.
/// </summary>
[Collection(nameof(Crash))]
public sealed class ThreeSidesTests
{
    private const int RoundsWithoutGuard = 6;

    // What comes over HTTP takes longer; so each side comes first at times.
    private const int HeadStartInMs = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Asvs("2.3.4")]
    public async Task One_side_settles_and_the_others_are_credited()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        var rounds = Length.Of(21, 501);

        var answers = await PayAsync(database, society, rounds, Guard.On);

        Assert.All(answers, answer => Assert.Equal("OK", answer));
        Assert.Empty(await UnevenAsync(society));
        Assert.Empty(await society.FaultsAsync());
        Assert.Equal([$"{rounds * 3}"], await society.ListAsync("""SELECT CAST(COUNT(*) AS TEXT) FROM "Payments" """));
        var winners = await society.ListAsync(
            """SELECT p."Method" || ' ' || COUNT(*) FROM "Allocations" a JOIN "Payments" p ON p."Id" = a."PaymentId" GROUP BY p."Method" ORDER BY p."Method" """);
        Length.Tell($"R6: {rounds} rounds from three processes ({PlainDatabase.Provider}); settled by {string.Join(", ", winners)}. ./test: 21, --long: 501.");
    }

    [Fact]
    public async Task Without_the_lock_a_claim_is_settled_more_than_once()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true, guarded: false);
        var society = new PayingSociety(database);

        await PayAsync(database, society, RoundsWithoutGuard, Guard.NoLocks);

        Assert.NotEmpty(await UnevenAsync(society));
        Assert.Contains(await society.FaultsAsync(), fault => fault.StartsWith("charge-not-oversettled", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string?>> PayAsync(PlainDatabase database, PayingSociety society, int rounds, Guard guard)
    {
        var payers = await society.AddMembersAsync(rounds);
        var attempts = (await AttemptsAsync(society, [.. payers.Where((_, i) => i % 3 == 0)], Cancelled, Issued))
            .Concat(await AttemptsAsync(society, [.. payers.Where((_, i) => i % 3 == 1)], Failed, Failed))
            .Concat(await AttemptsAsync(society, [.. payers.Where((_, i) => i % 3 == 2)], Expired, HandedOver, storeFirst: true))
            .ToList();
        await using var one = MemberHubProcess.Start(database, guard);
        await using var two = MemberHubProcess.Start(database, guard);
        using var first = new HttpClient { BaseAddress = await one.AddressAsync() };
        using var second = new HttpClient { BaseAddress = await two.AddressAsync() };
        var answers = new List<string?>();
        foreach (var (attempt, i) in attempts.Select((attempt, i) => (attempt, i)))
        {
            var tracking = i.ToString("D14", CultureInfo.InvariantCulture);
            var byCard = Task.Run(() => Reports.SendAsync(first, Reports.CardPaid(attempt.Card.Reference, tracking, PayingSociety.Dues)), Cancel);
            var atStore = Task.Run(() => Reports.SendAsync(second, Reports.Deposit(attempt.Store.Reference, tracking, 'D', PayingSociety.Dues, PayingSociety.Dues)), Cancel);
            var byHand = Task.Run(() => BookByHandAsync(database, attempt.Store, i % 10 * HeadStartInMs), Cancel);
            answers.AddRange(await Task.WhenAll(byCard, atStore));
            await byHand;
        }

        return answers;
    }

    // A charge is in one live order at most: of two attempts the first has ended, and its money comes all the same.
    private static async Task<IEnumerable<(PaymentOrder Card, PaymentOrder Store)>> AttemptsAsync(
        PayingSociety society, IReadOnlyList<Debtor> payers, Action<PaymentOrder, DateTime> first, Action<PaymentOrder, DateTime> second, bool storeFirst = false)
    {
        var earlier = await society.OrderAsync(payers, storeFirst ? PaymentMethod.ConvenienceStore : PaymentMethod.Card, first);
        var later = await society.OrderAsync(payers, storeFirst ? PaymentMethod.Card : PaymentMethod.ConvenienceStore, second);
        return storeFirst ? later.Zip(earlier) : earlier.Zip(later);
    }

    // Asked to book the transfer onto the store's number, live or not.
    private static async Task BookByHandAsync(PlainDatabase database, PaymentOrder store, int headStart)
    {
        await Task.Delay(headStart, Cancel);
        await using var context = database.Databases.Open(database.Society.Id);
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        var memberId = store.MemberId;
        await context.LockLedgerAsync(memberId, Cancel);
        var (nowUtc, day, amount) = (database.Clock.GetUtcNow().UtcDateTime, new DateOnly(2026, 11, 22), new Yen(PayingSociety.Dues));
        var accountId = await context.AccountMembers.Where(link => link.MemberId == memberId).Select(link => link.AccountId).SingleAsync(Cancel);
        var deposit = new UnmatchedDeposit($"typed:{memberId}", DepositSource.Typed, PaymentMethod.BankTransfer, day, amount);
        deposit.Record(DepositEventKind.Arrived, nowUtc);
        deposit.Record(DepositEventKind.Settled, nowUtc);
        context.Add(deposit);
        await context.SaveChangesAsync(Cancel);
        await context.SettlePartAsync(deposit, new DepositPart(memberId, amount, [], store.Id, Yen.Zero), "", accountId, day, nowUtc, Cancel);
        await context.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
    }

    /// <summary>Members whose claim was not settled once, or whose other money is not all credit.</summary>
    private static Task<IReadOnlyList<string>> UnevenAsync(PayingSociety society) => society.ListAsync($"""
        SELECT 'member ' || m."Id" FROM "Members" m
        WHERE (SELECT COUNT(*) FROM "Allocations" a JOIN "Payments" p ON p."Id" = a."PaymentId" WHERE p."MemberId" = m."Id") <> 1
          OR COALESCE((SELECT SUM(c."Amount") FROM "Credits" c WHERE c."MemberId" = m."Id"), 0) <> {2 * PayingSociety.Dues}
        """);

    private static void HandedOver(PaymentOrder order, DateTime nowUtc) => order.HandOver(nowUtc, "", canInquire: false);

    private static void Issued(PaymentOrder order, DateTime nowUtc) => order.Issue(new Voucher(), nowUtc, "");

    private static void Cancelled(PaymentOrder order, DateTime nowUtc) => order.Record(PaymentEventKind.Cancelled, nowUtc);

    private static void Failed(PaymentOrder order, DateTime nowUtc) => order.Record(PaymentEventKind.Failed, nowUtc);

    private static void Expired(PaymentOrder order, DateTime nowUtc)
    {
        Issued(order, nowUtc);
        order.Record(PaymentEventKind.Expired, nowUtc);
    }
}
