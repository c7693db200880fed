using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>Which attempt to pay holds a charge.</summary>
/// <param name="CanEnd">The office may end it here: an invoice or slip of the member's own.</param>
public sealed record Holder(long OrderId, PaymentMethod Method, OrderState State, bool CanEnd);

/// <summary>Reads what members can be asked for, and what is asked already.</summary>
internal static class MemberClaims
{
    /// <summary>By member number; members that owe nothing that can be paid are left out. Two statements.</summary>
    public static async Task<IReadOnlyList<MemberClaim>> ReadClaimsAsync(this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, DateOnly today, CancellationToken cancel)
    {
        var members = await database.Members.Where(member => memberIds.Contains(member.Id)).OrderBy(member => member.Number)
            .Select(member => new { member.Id, member.Number, member.Person.Name }).ToListAsync(cancel);
        var charges = await database.ReadChargesAsync(memberIds, cancel);
        return [.. from member in members
                   let lines = ArrearsClaim.Of(charges[member.Id], Yen.Zero, today).Lines
                   where lines.Count > 0
                   select new MemberClaim(member.Id, member.Number.Digits, member.Name, lines)];
    }

    /// <summary>The charges of these members that live orders hold, by charge. One statement.</summary>
    public static async Task<IReadOnlyDictionary<long, Holder>> ReadHoldersAsync(this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, CancellationToken cancel)
    {
        var orders = await database.WholeOrders().AsNoTracking()
            .Where(order => memberIds.Contains(order.MemberId) && order.Lines.Any(line => line.ClosedUtc == null)).ToListAsync(cancel);
        return (from order in orders
                from line in order.Lines
                select (line.ChargeId, Holder: new Holder(order.Id, order.Method, order.State, order.MayBeEndedHere()))).ToDictionary(pair => pair.ChargeId, pair => pair.Holder);
    }

    /// <summary>Who was faster with one of these members; an invoice over several members has a line of none of them.</summary>
    public static async Task<YearsTakenMeanwhile> YearsTakenAsync(this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, CancellationToken cancel)
    {
        List<long?> members = [.. memberIds];
        return new YearsTakenMeanwhile(await database.LatestChangeAsync(
            entry => (members.Contains(entry.MemberId) && !Looks.Actions.Contains(entry.Action)) || entry.Action == nameof(IssueJointInvoice), cancel));
    }

    /// <summary>An invoice or slip of the member's own, whose money has not come.</summary>
    public static bool MayBeEndedHere(this PaymentOrder order) => !order.Method.IsOnline() && order.JointInvoiceId is null && order.State.IsLive();
}
