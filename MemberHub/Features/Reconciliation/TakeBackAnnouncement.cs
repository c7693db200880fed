using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>速報取消 by hand: no confirmation (確報) will follow, as the agent has said. One that comes all the same is money that arrived.</summary>
public sealed class TakeBackAnnouncement(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    /// <param name="reason">How the office knows.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        return DepositChange.Note(reason) is { } note
            ? await databases.RecordAsync(history, actor, nameof(TakeBackAnnouncement), depositId, DepositEventKind.AnnouncementTakenBack, note, clock, cancel, only: DepositState.Preliminary)
            : new MoneyReasonMissing();
    }
}
