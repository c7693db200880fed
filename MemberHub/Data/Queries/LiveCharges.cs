using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Which charges of a member somebody is paying right now.</summary>
public static class LiveCharges
{
    public static async Task<IReadOnlySet<long>> LiveChargesAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        (await database.PaymentOrderLines.Where(line => line.ClosedUtc == null && database.DuesCharges.Any(charge => charge.Id == line.ChargeId && charge.MemberId == memberId))
            .Select(line => line.ChargeId).ToListAsync(cancel)).ToHashSet();
}
