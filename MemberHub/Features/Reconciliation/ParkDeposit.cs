using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>保留: puts a deposit aside while somebody looks into it. The note says what for; it may be empty.</summary>
public sealed class ParkDeposit(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, string note, CancellationToken cancel) =>
        actor.May(OfficeRight.RecordMoney)
            ? await databases.RecordAsync(history, actor, nameof(ParkDeposit), depositId, DepositEventKind.Parked, DepositChange.Note(note) ?? "", clock, cancel)
            : new NotAllowed();
}
