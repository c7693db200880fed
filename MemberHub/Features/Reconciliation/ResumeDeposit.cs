using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>保留の解除: takes a parked deposit up again.</summary>
public sealed class ResumeDeposit(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, CancellationToken cancel) =>
        actor.May(OfficeRight.RecordMoney)
            ? await databases.RecordAsync(history, actor, nameof(ResumeDeposit), depositId, DepositEventKind.Resumed, "", clock, cancel)
            : new NotAllowed();
}
