using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>返金済 or 返金の取りやめ of a deposit whose refund was requested.</summary>
public sealed class FinishDepositRefund(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    /// <param name="withdrawn">True: the money has not left, and the deposit is to be matched again.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, bool withdrawn, CancellationToken cancel) =>
        actor.May(OfficeRight.RefundMoney)
            ? await databases.RecordAsync(
                history, actor, nameof(FinishDepositRefund), depositId, withdrawn ? DepositEventKind.RefundWithdrawn : DepositEventKind.RefundFinished, "", clock, cancel)
            : new NotAllowed();
}
