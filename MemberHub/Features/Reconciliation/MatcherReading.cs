using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>Reads what the matcher compares deposits with: all members, what is open, orders and known payers; six statements, whatever the number.</summary>
internal static class MatcherReading
{
    // An invoice or slip that ended longer ago is hardly paid any more; its number is better not compared.
    private const int YearsOfEndedOrders = 2;

    public static async Task<DepositMatcher> ReadMatcherAsync(this MemberHubDbContext database, DateOnly today, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        var charges = (await database.Database.SqlQuery<ChargeRow>($"""
            SELECT o."MemberId", o."Id", o."FiscalYear", o."Open", o."PeriodStart" FROM (
                SELECT c."MemberId", c."Id", c."FiscalYear", c."Item", c."PeriodStart", c."Amount"
                    - COALESCE((SELECT SUM(a."Amount") FROM "Allocations" a WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL), 0)
                    - COALESCE((SELECT SUM(w."Amount") FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL), 0) AS "Open"
                FROM "DuesCharges" c
                WHERE c."SocietyId" = {society} AND c."PayableFrom" <= {today}) o
            WHERE o."Open" > 0
            ORDER BY o."FiscalYear", o."Item", o."Id"
            """).ToListAsync(cancel)).ToLookup(row => row.MemberId, row => new OpenCharge(row.Id, new FiscalYear(row.FiscalYear), new Yen(row.Open), row.PeriodStart <= today));
        var members = await database.Database.SqlQuery<MemberRow>($"""
            SELECT "Id", "Number", "Name", "Kana", "MergedIntoId" FROM "Members" WHERE "SocietyId" = {society}
            """).ToListAsync(cancel);
        var former = MergedNumbers.ByStaying([.. members.Where(row => row.MergedIntoId is not null).Select(row => new MergedNumber(row.Id, row.Number, row.MergedIntoId!.Value))]);
        var since = new DateTime(today.Year - YearsOfEndedOrders, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var lines = await (
            from order in database.PaymentOrders
            from line in order.Lines
            from document in database.IssuedDocuments.Where(item => item.OrderId == order.Id).DefaultIfEmpty()
            from joint in database.IssuedDocuments.Where(item => item.Id == order.JointInvoiceId).DefaultIfEmpty()
            where line.ClosedUtc == null || ((document != null || joint != null || order.Method == PaymentMethod.PaymentSlip) && order.CreatedUtc > since)
            select new { order.Id, order.MemberId, order.Method, order.Reference, order.CreatedUtc, Invoice = document != null ? document.Number : joint != null ? joint.Number : "", IsJoint = joint != null, line.ChargeId, line.Amount, Live = line.ClosedUtc == null }).ToListAsync(cancel);
        var open = charges.SelectMany(owed => owed).ToDictionary(charge => charge.ChargeId, charge => charge.Open);
        var money = await database.ReadMoneyWithOrdersAsync([.. lines.Where(line => !line.Live && open.ContainsKey(line.ChargeId)).Select(line => line.Id).Distinct()], cancel);
        var replaced = await database.IssuedDocuments.Where(document => document.Kind == DocumentKind.Invoice && document.ReplacesId != null)
            .Join(database.IssuedDocuments, next => next.ReplacesId, former => former.Id, (next, former) => new { next.Number, Former = former.Number })
            .ToDictionaryAsync(pair => pair.Number, pair => pair.Former, cancel);
        var aliases = await database.PayerAliases.Select(alias => new { alias.Payer, alias.MemberId }).ToListAsync(cancel);
        return new DepositMatcher(
            members.Where(row => row.MergedIntoId is null).Select(row => new MatchMember(row.Id, row.Number, row.Name, PayerName.Fold(row.Kana.Length > 0 ? row.Kana : row.Name), [.. charges[row.Id]]) { Former = [.. former[row.Id]] }),
            lines.GroupBy(line => new { line.Id, line.MemberId, line.Method, line.Reference, line.CreatedUtc, line.Invoice, line.IsJoint }).Select(order => new MatchOrder(
                order.Key.Id, order.Key.MemberId, order.Key.Method, order.Key.Reference, order.Key.Invoice, order.Total(line => line.Amount), [.. order.Where(line => line.Live).Select(line => line.ChargeId)])
            {
                Slip = order.Key.Method == PaymentMethod.PaymentSlip ? SlipNumber.Of(order.Key.Id, order.Key.CreatedUtc) : "",
                IsJoint = order.Key.IsJoint,
                StillOpen = StillOpen([.. order.Select(line => (line.ChargeId, line.Amount))], money.GetValueOrDefault(order.Key.Id), open),
                Former = Former(replaced, order.Key.Invoice),
            }),
            aliases.Select(alias => (alias.Payer, alias.MemberId)));
    }

    // Zero for an order that no money came with, and for one that was paid whole: what is open of its charges then became so by something else.
    private static Yen StillOpen(IReadOnlyCollection<(long ChargeId, Yen Amount)> lines, MoneyWithOrder? money, Dictionary<long, Yen> open) =>
        money is not null && new OrderMoney(lines.Total(line => line.Amount), money.Came, money.Settled, lines.Total(line => open.GetValueOrDefault(line.ChargeId))) is { IsPaidInPart: true } part
            ? part.StillOpen
            : Yen.Zero;

    private static List<string> Former(Dictionary<string, string> replaced, string number)
    {
        var former = new List<string>();
        while (replaced.TryGetValue(former.Count == 0 ? number : former[^1], out var earlier))
        {
            former.Add(earlier);
        }

        return former;
    }

    private sealed record ChargeRow(long MemberId, long Id, int FiscalYear, long Open, DateOnly PeriodStart);

    private sealed record MemberRow(long Id, string Number, string Name, string Kana, long? MergedIntoId);
}
