using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>対象外・重複: ends a deposit that is no member's money, or the same money a second time. Nothing is booked, and the reason is kept.</summary>
public sealed class ExcludeDeposit(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    /// <param name="reason">What it is: interest, another event's fee, typed in by mistake.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        return DepositChange.Note(reason) is { } note
            ? await databases.RecordAsync(history, actor, nameof(ExcludeDeposit), depositId, DepositEventKind.Excluded, note, clock, cancel)
            : new MoneyReasonMissing();
    }
}
