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
public sealed record RefundRow(long RefundId, string Number, string Name, Yen Amount, string Reason, DateOnly RequestedOn, RefundStage Stage);

/// <summary>預り金 and 返金, the oldest first, at most <see cref="OpenCredits.PageSize"/> of each on a page.</summary>
/// <param name="Page">From 1.</param>
public sealed record CreditsView(
    IReadOnlyList<CreditRow> Credits, int CreditCount, IReadOnlyList<RefundRow> Refunds, int RefundCount, int Page, bool CanRecord, bool CanRefund)
{
    /// <summary>As many as the longer of the two lists needs.</summary>
    public int Pages => OpenCredits.PagesOf(Math.Max(CreditCount, RefundCount));
}

/// <summary>Reads the credits and open refunds.</summary>
public sealed class OpenCredits(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="page">From 1; beyond the last, the last is shown.</param>
    public async Task<Result<CreditsView>> RunAsync(Actor actor, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var held = database.Credits.Where(credit => credit.EndedUtc == null);
        var under = database.Refunds.Where(refund => refund.DoneUtc == null);
        var (heldCount, underCount) = (await held.CountAsync(cancel), await under.CountAsync(cancel));
        var shown = Math.Clamp(page, 1, PagesOf(Math.Max(heldCount, underCount)));
        var before = (shown - 1) * PageSize;
        var credits = await (
            from credit in held
            join payment in database.Payments on credit.PaymentId equals payment.Id
            join member in database.Members on credit.MemberId equals member.Id
            orderby payment.ReceivedOn, credit.Id
            select new { credit.Id, credit.MemberId, member.Number, member.Person.Name, credit.Amount, payment.ReceivedOn, payment.Method }).Skip(before).Take(PageSize).ToListAsync(cancel);
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
                Waived = database.Waivers.Where(item => item.ChargeId == charge.Id && item.ReversedUtc == null).Select(item => item.Amount).ToList(),
            }).AsSplitQuery().ToListAsync(cancel)).ToLookup(charge => charge.MemberId, charge => charge.Amount - charge.Paid.Total() - charge.Waived.Total());
        var refunds = await (
            from refund in under
            join member in database.Members on refund.MemberId equals member.Id
            orderby refund.Id
            select new { Refund = refund, member.Number, member.Person.Name }).AsNoTracking().Skip(before).Take(PageSize).ToListAsync(cancel);
        return new CreditsView(
            [.. credits.Select(row => new CreditRow(row.Id, row.MemberId, row.Number.Digits, row.Name, row.Amount, row.ReceivedOn, row.Method, open[row.MemberId].Total()))],
            heldCount,
            [.. refunds.Select(row => new RefundRow(
                row.Refund.Id, row.Number.Digits, row.Name, row.Refund.Amount, row.Refund.Reason, JapanTime.DateOf(row.Refund.RequestedUtc), row.Refund.StageAt(clock.UtcNow())))],
            underCount,
            shown,
            actor.May(OfficeRight.RecordMoney),
            actor.May(OfficeRight.RefundMoney));
    }

    internal static int PagesOf(int count) => Math.Max(1, (count + PageSize - 1) / PageSize);
}
