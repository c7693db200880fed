using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Ledger;

/// <summary>
/// What the end of a membership (退会・除名・逝去) does to the annual dues (年会費) of the years that begin after its day. Changes the open context and saves nothing;
/// the caller holds the member's ledger.
/// </summary>
public static class DuesAtTheEnd
{
    /// <summary>
    /// Takes off what is open of the years that begin after the day, whether they have begun by now or not: billing would not have charged them, had the day been
    /// known. What is being paid at the moment, and what was paid, stays. What another day took off before is set right, too.
    /// </summary>
    /// <param name="reason">As the one who reads it in the history is told: the member.</param>
    public static async Task<EndedDues> EndDuesAsync(this MemberHubDbContext database, long memberId, DateOnly day, string reason, DateTime nowUtc, CancellationToken cancel)
    {
        var today = JapanTime.DateOf(nowUtc);
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var paying = await database.LiveChargesAsync(memberId, cancel);
        var later = ledger.Charges.Where(charge => charge.Item == DuesItem.AnnualDues && charge.PeriodStart > day).OrderBy(charge => charge.Year).ToList();
        var needless = later.Where(charge => charge.IsOpen && !paying.Contains(charge.ChargeId)).ToList();
        database.AddRange(needless.Select(charge => TakenOff(charge.ChargeId, charge.Open, reason, day, today)));
        return await database.MoveEndAsync(memberId, day, reason, nowUtc, cancel) with
        {
            TakenOff = needless.ConvertAll(charge => new MovedCharge(charge.ChargeId, charge.Year.Year, charge.Open.Value)),
            BeingPaid = [.. later.Where(charge => charge.IsOpen && paying.Contains(charge.ChargeId)).Select(charge => charge.Year)],
            Paid = [.. later.Where(charge => charge.Allocated > Yen.Zero).Select(charge => charge.Year)],
        };
    }

    /// <summary>
    /// What another day took off, by the office or by a withdrawal notice, is owed again where the member is one after all; what stays off says the day that holds
    /// now. Nothing else is taken off.
    /// </summary>
    public static async Task<EndedDues> MoveEndAsync(this MemberHubDbContext database, long memberId, DateOnly day, string reason, DateTime nowUtc, CancellationToken cancel)
    {
        var before = await database.TakenOffAsync(memberId, cancel);
        var moved = before.Where(item => item.PeriodStart > day && item.Waiver.LeftOn is { } wrong && wrong != day).Select(item => item.Waiver).ToList();
        moved.ForEach(waiver => waiver.Reverse(nowUtc));
        database.AddRange(moved.Select(waiver => TakenOff(waiver.ChargeId, waiver.Amount, reason, day, JapanTime.DateOf(nowUtc))));
        return OweAgain(before.Where(item => item.PeriodStart <= day), nowUtc);
    }

    /// <summary>All that the end took off is owed again: the member never left. What a notice that still lives took off stays off.</summary>
    public static async Task<EndedDues> UndoEndAsync(this MemberHubDbContext database, long memberId, DateTime nowUtc, CancellationToken cancel)
    {
        var live = await database.WithdrawalNotices.Live().Where(notice => notice.MemberId == memberId).Select(notice => (long?)notice.Id).SingleOrDefaultAsync(cancel);
        return OweAgain((await database.TakenOffAsync(memberId, cancel)).Where(item => item.Waiver.WithdrawalNoticeId is not { } notice || notice != live), nowUtc);
    }

    private static EndedDues OweAgain(IEnumerable<TakenOffBefore> items, DateTime nowUtc)
    {
        var again = items.OrderBy(item => item.Year).ToList();
        again.ForEach(item => item.Waiver.Reverse(nowUtc));
        return new EndedDues { OwedAgain = again.ConvertAll(item => new MovedCharge(item.Waiver.ChargeId, item.Year.Year, item.Waiver.Amount.Value)) };
    }

    private static Task<List<TakenOffBefore>> TakenOffAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        database.Waivers.Where(waiver => waiver.LeftOn != null || waiver.WithdrawalNoticeId != null).Join(
            database.DuesCharges.Where(charge => charge.MemberId == memberId), waiver => waiver.ChargeId, charge => charge.Id,
            (waiver, charge) => new TakenOffBefore(waiver, charge.FiscalYear, charge.PeriodStart)).ToListAsync(cancel);

    private static Waiver TakenOff(long chargeId, Yen amount, string reason, DateOnly day, DateOnly today) => new(chargeId, amount, reason, today, WaiverKind.Correction) { LeftOn = day };

    private sealed record TakenOffBefore(Waiver Waiver, FiscalYear Year, DateOnly PeriodStart);
}

/// <summary>What became of the annual dues (年会費) when a membership ended, or its end was set right; each year in order.</summary>
public sealed record EndedDues
{
    public IReadOnlyList<MovedCharge> TakenOff { get; init; } = [];

    public IReadOnlyList<MovedCharge> OwedAgain { get; init; } = [];

    /// <summary>Years after the day that stay because somebody is paying them at the moment (お支払い手続き中).</summary>
    public IReadOnlyList<FiscalYear> BeingPaid { get; init; } = [];

    /// <summary>Years after the day for which money came; it stays what it is.</summary>
    public IReadOnlyList<FiscalYear> Paid { get; init; } = [];

    /// <summary>The same as changes of fields for the audit trail: the years, without those lists that are empty.</summary>
    public IReadOnlyList<object> Changes =>
    [
        .. new[]
            {
                (Field: "YearsTakenOff", Years: TakenOff.Select(charge => charge.Year)),
                (Field: "YearsOwedAgain", Years: OwedAgain.Select(charge => charge.Year)),
                (Field: "YearsBeingPaid", Years: BeingPaid.Select(year => year.Year)),
                (Field: "YearsPaid", Years: Paid.Select(year => year.Year)),
            }
            .Where(change => change.Years.Any()).Select(change => new { change.Field, Old = "", New = string.Join(", ", change.Years.Distinct()) }),
    ];
}

/// <summary>A charge with the yen by which less, or again more, is asked for.</summary>
public sealed record MovedCharge(long ChargeId, int Year, long Amount);
