using MemberHub.Data;
using MemberHub.Domain.Reconciliation;

namespace MemberHub.Features.Reconciliation;

/// <summary>Which deposits are to be sent back and are not yet (返金手続中).</summary>
internal static class RefundingReading
{
    public static IQueryable<long> RefundingDeposits(this MemberHubDbContext database) => database.DepositEvents
        .Where(item => item.Kind == DepositEventKind.RefundRequested && !database.DepositEvents.Any(later => later.DepositId == item.DepositId && later.Sequence > item.Sequence))
        .Select(item => item.DepositId);
}
