using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>A slip that was not as the page had shown it, or ended in its pile.</summary>
/// <param name="Who">A colleague's name; empty for the member or a job.</param>
public sealed record MissedSlip(string Member, OrderState State, string Who, DateTime AtUtc)
{
    public required string MemberNumber { get; init; }

    /// <summary>請求番号.</summary>
    public required string Number { get; init; }

    /// <summary>It lay in a pile already.</summary>
    public bool Printed { get; init; }

    /// <summary>一部入金: less came than it asked for.</summary>
    public bool PaidInPart { get; init; }
}

/// <summary>Reads what became of slips, and by whom.</summary>
internal static class MissedSlips
{
    /// <summary>What became of the orders, which have their lines and events with them, in the order given.</summary>
    public static async Task<IReadOnlyList<MissedSlip>> ReadMissedAsync(this MemberHubDbContext database, IReadOnlyList<PaymentOrder> orders, CancellationToken cancel)
    {
        if (orders.Count == 0)
        {
            return [];
        }

        var last = orders.ToDictionary(order => order.Id, order => order.Events.OrderBy(item => item.Sequence).Last());
        var names = await database.ReadStaffNamesAsync(last.Values.Select(item => item.AccountId), cancel);
        var memberIds = orders.Select(order => order.MemberId).ToList();
        var members = await database.Members.Where(member => memberIds.Contains(member.Id))
            .Select(member => new { member.Id, member.Person.Name, member.Number }).ToDictionaryAsync(member => member.Id, cancel);
        var payers = orders.Where(order => order.State == OrderState.Paid).Select(order => order.MemberId).Distinct().ToList();
        var open = payers.Count == 0 ? [] : (await database.ReadChargesAsync(payers, cancel)).SelectMany(charges => charges).ToDictionary(charge => charge.ChargeId, charge => charge.Open);
        var money = await database.ReadMoneyOfPaidAsync(orders, open, cancel);
        return [.. orders.Select(order => new MissedSlip(
            members[order.MemberId].Name, order.State, names.GetValueOrDefault(last[order.Id].AccountId ?? 0, ""), last[order.Id].OccurredUtc)
        {
            MemberNumber = members[order.MemberId].Number.Digits,
            Number = SlipNumber.Of(order.Id, order.CreatedUtc),
            Printed = last[order.Id].Kind == PaymentEventKind.SlipPrinted,
            PaidInPart = money.GetValueOrDefault(order.Id) is { IsPaidInPart: true },
        })];
    }
}
