using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

internal static class CreditReading
{
    /// <summary>The credit with its member's ledger locked; null when it was used or sent back.</summary>
    public static async Task<Credit?> LockCreditAsync(this MemberHubDbContext database, long creditId, CancellationToken cancel)
    {
        var owner = await database.Credits.Where(item => item.Id == creditId).Select(item => (long?)item.MemberId).SingleOrDefaultAsync(cancel);
        if (owner is not { } memberId)
        {
            return null;
        }

        await database.LockLedgerAsync(memberId, cancel);
        return await database.Credits.SingleOrDefaultAsync(item => item.Id == creditId && item.EndedUtc == null, cancel);
    }

    /// <summary>The refund with its member's ledger locked; null when it was given up, or when there is none.</summary>
    public static async Task<Refund?> LockRefundAsync(this MemberHubDbContext database, long refundId, CancellationToken cancel)
    {
        var owner = await database.Refunds.Where(item => item.Id == refundId).Select(item => (long?)item.MemberId).SingleOrDefaultAsync(cancel);
        if (owner is not { } memberId)
        {
            return null;
        }

        await database.LockLedgerAsync(memberId, cancel);
        return await database.Refunds.SingleOrDefaultAsync(item => item.Id == refundId, cancel);
    }
}
