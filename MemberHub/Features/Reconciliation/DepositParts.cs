using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>Makes deposits of the parts of one.</summary>
internal static class DepositParts
{
    /// <summary>A part of a deposit whose split is recorded already. Split, undone and split again: the number of the event keeps the keys apart.</summary>
    public static UnmatchedDeposit PartOf(this UnmatchedDeposit whole, Yen amount, int ordinal, Actor actor, DateTime nowUtc)
    {
        var part = new UnmatchedDeposit(
            string.Create(CultureInfo.InvariantCulture, $"part:{whole.Id}:{whole.Events.Count}:{ordinal}"), whole.Source, whole.Method, whole.ReceivedOn, amount)
        {
            Payer = whole.Payer,
            PayerCode = whole.PayerCode,
            Message = whole.Message,
            Origin = whole.Origin,
            Account = whole.Account,
            FileId = whole.FileId,
            Row = whole.Row,
            ParentId = whole.Id,
        };
        part.Record(DepositEventKind.Arrived, nowUtc, actor.AccountId);
        return part;
    }
}
