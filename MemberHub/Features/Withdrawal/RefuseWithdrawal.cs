using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>The office sends a notice back with its reason (差戻し), also one that was confirmed, as long as the membership has not ended by it.</summary>
public sealed class RefuseWithdrawal(MemberHubDatabases databases, WithdrawalMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, string? reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        var text = JapaneseText.Text((reason ?? "").ReplaceLineEndings(" "));
        if (text.Length is 0 or > WithdrawalNotice.ReasonMaxLength || JapaneseText.HasControlCharacters(text))
        {
            return new RefusalNeedsReason(WithdrawalNotice.ReasonMaxLength);
        }

        var nowUtc = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.WithdrawalNotices.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } notice)
        {
            return new NoSuchWithdrawal();
        }

        if (!notice.IsLive)
        {
            return await database.MovedAsync(notice.MemberId, cancel);
        }

        await database.LockLedgerAsync(notice.MemberId, cancel);
        notice.Refuse(text, nowUtc);
        await database.OweAgainAsync(notice, nowUtc, cancel);
        database.Record(actor, nowUtc, nameof(RefuseWithdrawal), notice.MemberId, new { notice.Id, notice.LeavesOn, WasConfirmed = notice.ConfirmedUtc is not null }, text);
        await mails.QueueAsync(database, notice, WithdrawalMailKind.Refused, [], cancel);
        return await database.CommitAsync(cancel);
    }
}
