using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;

namespace MemberHub.Features.Payments;

/// <summary>What a member of the demo society owed on an earlier day.</summary>
internal static class DemoClaims
{
    /// <summary>In yen, as the page would have shown it.</summary>
    public static async Task<long> ClaimOfAsync(this DemoOffice office, MemberHubDatabases databases, DemoDebtor debtor, TimeProvider then, CancellationToken cancel)
    {
        await using var database = office.Open(databases);
        return (await database.ReadClaimAsync(debtor.MemberId, then.Today(), cancel)).Chosen(addComingYear: false).Total(line => line.Open).Value;
    }
}
