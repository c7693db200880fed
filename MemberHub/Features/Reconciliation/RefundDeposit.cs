using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>返金: a deposit that belongs to nobody here goes back to who sent it, the whole of it. Split it first to send back a part.</summary>
public sealed class RefundDeposit(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    /// <param name="reason">Why, and to which account; kept with the deposit.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RefundMoney))
        {
            return new NotAllowed();
        }

        return DepositChange.Note(reason) is { } note
            ? await databases.RecordAsync(history, actor, nameof(RefundDeposit), depositId, DepositEventKind.RefundRequested, note, clock, cancel)
            : new MoneyReasonMissing();
    }
}
