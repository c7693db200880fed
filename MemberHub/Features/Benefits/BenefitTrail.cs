using MemberHub.Data;
using MemberHub.Data.Audit;

namespace MemberHub.Features.Benefits;

internal static class BenefitTrail
{
    private static readonly string[] OfOne = [nameof(SaveBenefit), nameof(EndBenefit), nameof(ResumeBenefit)];

    /// <summary>Who was faster: with this benefit, or with the order of all.</summary>
    public static async Task<BenefitMoved> BenefitMovedAsync(this MemberHubDbContext database, long? id, CancellationToken cancel)
    {
        var begin = LatestChanges.Begin(new { Id = id });
        return new BenefitMoved(await database.LatestChangeAsync(
            entry => (OfOne.Contains(entry.Action) && entry.Details.StartsWith(begin)) || entry.Action == nameof(MoveBenefit), cancel));
    }
}
