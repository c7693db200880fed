using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>What moves from one member to another.</summary>
public sealed record MergeCounts(int Charges, int Orders, int Payments, int Credits, int Refunds, int Documents, int Staying);

/// <summary>Reads what a merging would meet.</summary>
internal static class MergeReading
{
    /// <summary>The member with this number and its affiliations; null where there is none, or it was merged away already.</summary>
    public static async Task<Member?> FindToMergeAsync(this MemberHubDbContext database, string number, CancellationToken cancel) =>
        MemberNumber.TryParse(number, out var wanted)
            ? await database.Members.Include(member => member.Affiliations.OrderBy(work => work.Ordinal)).SingleOrDefaultAsync(member => member.Number == wanted && member.MergedIntoId == null, cancel)
            : null;

    /// <summary>Why there is no such member to merge: a colleague was faster, or there never was one.</summary>
    public static async Task<Refusal> MissingAsync(this MemberHubDbContext database, string number, CancellationToken cancel)
    {
        if (!MemberNumber.TryParse(number, out var wanted)
            || await database.Members.Where(member => member.Number == wanted && member.MergedIntoId != null).Select(member => member.Id).SingleOrDefaultAsync(cancel) is not (> 0 and var id))
        {
            return new NoSuchMember();
        }

        return new MergedByAnother(number, (await database.LatestChangeOfAsync(id, cancel))?.By ?? "");
    }

    public static async Task<MergeCounts> CountMovesAsync(this MemberHubDbContext database, long other, IReadOnlyCollection<long> staying, CancellationToken cancel) => new(
        await database.DuesCharges.CountAsync(row => row.MemberId == other, cancel) - staying.Count,
        await database.PaymentOrders.CountAsync(row => row.MemberId == other, cancel),
        await database.Payments.CountAsync(row => row.MemberId == other, cancel),
        await database.Credits.CountAsync(row => row.MemberId == other, cancel),
        await database.Refunds.CountAsync(row => row.MemberId == other, cancel),
        await database.IssuedDocuments.CountAsync(row => row.MemberId == other, cancel),
        staying.Count);

    /// <summary>
    /// Charges that stay with the member who is merged away, because the other has one of the same year and item: waived in full, and never part of an order or
    /// a payment. Nobody owes anything on them.
    /// </summary>
    public static async Task<IReadOnlyList<long>> StayingChargesAsync(this MemberHubDbContext database, long keep, long other, CancellationToken cancel) =>
        [.. (await database.SharedChargesAsync(keep, other, cancel)).Where(charge => charge.IsBlank).Select(charge => charge.Id)];

    /// <summary>Why the two cannot be merged now, or null.</summary>
    public static async Task<Refusal?> ObstacleAsync(this MemberHubDbContext database, Member staying, Member leaving, CancellationToken cancel)
    {
        var (keep, other) = (staying.Id, leaving.Id);
        if (await database.BillingRuns.AnyAsync(run => run.StartedUtc != null && run.DoneUtc == null && run.UndoneUtc == null && run.DiscardedUtc == null, cancel))
        {
            return new MergeWhileBilling();
        }

        if (await database.PaymentOrderLines.AnyAsync(
            line => line.ClosedUtc == null && database.PaymentOrders.Any(order => order.Id == line.OrderId && (order.MemberId == keep || order.MemberId == other)), cancel))
        {
            return new MergeWhilePaying();
        }

        if (await database.Members.AnyAsync(member => member.Id == keep && member.WithdrawnOn != null && database.Members.Any(row => row.Id == other && row.WithdrawnOn == null), cancel))
        {
            return new MergeKeepsLeft();
        }

        if (await database.PaymentOrders.AnyAsync(
            mine => mine.MemberId == keep && mine.JointInvoiceId != null && database.PaymentOrders.Any(theirs => theirs.MemberId == other && theirs.JointInvoiceId == mine.JointInvoiceId), cancel))
        {
            return new MergeWithinJointInvoice();
        }

        if (MergeFields.NotesOf(staying, leaving).Length > Member.NoteMaxLength)
        {
            return new MergeNotesTooLong(Member.NoteMaxLength);
        }

        var shared = (await database.SharedChargesAsync(keep, other, cancel)).Where(charge => !charge.IsBlank).Select(charge => charge.Year).Distinct().Order().ToList();
        return shared.Count > 0 ? new MergeSameYears(shared) : null;
    }

    private static async Task<IReadOnlyList<SharedCharge>> SharedChargesAsync(this MemberHubDbContext database, long keep, long other, CancellationToken cancel)
    {
        var rows = await database.DuesCharges
            .Where(charge => charge.MemberId == other && database.DuesCharges.Any(own => own.MemberId == keep && own.FiscalYear == charge.FiscalYear && own.Item == charge.Item && own.Title == charge.Title))
            .Select(charge => new
            {
                charge.Id,
                charge.FiscalYear,
                charge.Amount,
                Waivers = database.Waivers.Where(waiver => waiver.ChargeId == charge.Id && waiver.ReversedUtc == null).Select(waiver => waiver.Amount).ToList(),
                Used = database.Allocations.Any(part => part.ChargeId == charge.Id) || database.PaymentOrderLines.Any(line => line.ChargeId == charge.Id),
            }).ToListAsync(cancel);
        return [.. rows.Select(row => new SharedCharge(row.Id, row.FiscalYear, !row.Used && row.Waivers.Sum(amount => amount.Value) >= row.Amount.Value))];
    }

    private sealed record SharedCharge(long Id, FiscalYear Year, bool IsBlank);
}

/// <summary>Both have dues of these years.</summary>
public sealed record MergeSameYears(IReadOnlyList<FiscalYear> Years) : Refusal;

/// <summary>Who would stay has left the society, and the other has not.</summary>
public sealed record MergeKeepsLeft : Refusal;

/// <summary>One invoice over several members names both.</summary>
public sealed record MergeWithinJointInvoice : Refusal;

/// <summary>The two notes (備考) have no room in one.</summary>
public sealed record MergeNotesTooLong(int Max) : Refusal;

/// <summary>One of them is paying right now.</summary>
public sealed record MergeWhilePaying : Refusal;

/// <summary>Charges are being written from a list that may name both.</summary>
public sealed record MergeWhileBilling : Refusal;
