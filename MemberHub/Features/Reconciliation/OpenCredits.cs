using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>A credit that the society holds for a member.</summary>
/// <param name="Open">What the member owes that it could pay; 0円 for nothing.</param>
public sealed record CreditRow(long CreditId, long MemberId, string Number, string Name, Yen Amount, DateOnly ReceivedOn, PaymentMethod Method, Yen Open);

/// <summary>A refund that was asked for and is not finished.</summary>
public sealed record RefundRow(long RefundId, string Number, string Name, Yen Amount, string Reason, DateOnly RequestedOn, bool AtGateway);

/// <summary>預り金 and 返金, the oldest first, at most <see cref="OpenCredits.PageSize"/> each.</summary>
public sealed record CreditsView(IReadOnlyList<CreditRow> Credits, int CreditCount, IReadOnlyList<RefundRow> Refunds, bool CanRecord, bool CanRefund);

/// <summary>Reads the credits and open refunds.</summary>
public sealed class OpenCredits(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<Result<CreditsView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var held = database.Credits.Where(credit => credit.EndedUtc == null);
        var credits = await (
            from credit in held
            join payment in database.Payments on credit.PaymentId equals payment.Id
            join member in database.Members on credit.MemberId equals member.Id
            orderby payment.ReceivedOn, credit.Id
            select new { credit.Id, credit.MemberId, member.Number, member.Person.Name, credit.Amount, payment.ReceivedOn, payment.Method }).Take(PageSize).ToListAsync(cancel);
        var today = clock.Today();
        var members = credits.Select(credit => credit.MemberId).Distinct().ToList();
        var open = (await (
            from charge in database.DuesCharges
            where members.Contains(charge.MemberId) && charge.PayableFrom <= today
            select new
            {
                charge.MemberId,
                charge.Amount,
                Paid = database.Allocations.Where(item => item.ChargeId == charge.Id && item.ReversedUtc == null).Select(item => item.Amount).ToList(),
                Waived = database.Waivers.Where(item => item.ChargeId == charge.Id).Select(item => item.Amount).ToList(),
            }).AsSplitQuery().ToListAsync(cancel)).ToLookup(charge => charge.MemberId, charge => charge.Amount - charge.Paid.Total() - charge.Waived.Total());
        var refunds = await (
            from refund in database.Refunds
            join member in database.Members on refund.MemberId equals member.Id
            where refund.DoneUtc == null
            orderby refund.Id
            select new { refund.Id, member.Number, member.Person.Name, refund.Amount, refund.Reason, refund.RequestedUtc, refund.Transaction }).Take(PageSize).ToListAsync(cancel);
        return new CreditsView(
            [.. credits.Select(row => new CreditRow(row.Id, row.MemberId, row.Number.Digits, row.Name, row.Amount, row.ReceivedOn, row.Method, open[row.MemberId].Total()))],
            await held.CountAsync(cancel),
            [.. refunds.Select(row => new RefundRow(row.Id, row.Number.Digits, row.Name, row.Amount, row.Reason, JapanTime.DateOf(row.RequestedUtc), row.Transaction.Length > 0))],
            actor.May(OfficeRight.RecordMoney),
            actor.May(OfficeRight.RefundMoney));
    }
}
