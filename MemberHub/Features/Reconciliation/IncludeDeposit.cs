using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>対象外・重複の取消: brings a deposit back that is to be matched after all.</summary>
public sealed class IncludeDeposit(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, CancellationToken cancel) =>
        actor.May(OfficeRight.RecordMoney)
            ? await databases.RecordAsync(history, actor, nameof(IncludeDeposit), depositId, DepositEventKind.ExclusionUndone, "", clock, cancel)
            : new NotAllowed();
}
