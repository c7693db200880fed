using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>The credentials of one benefit as they go to the member's page.</summary>
/// <param name="Credentials">Null where they cannot be read any more.</param>
public sealed record ShownBenefit(long Id, int Version, BenefitCredentials? Credentials);

/// <summary>Hands the credentials of open benefits to a member's page and keeps that it did (閲覧の記録). What is closed by now is left out.</summary>
public sealed class ViewBenefits(MemberHubDatabases databases, BenefitSecrets secrets, TimeProvider clock, ILogger<ViewBenefits> log)
{
    /// <param name="wanted">The benefits that the page shows and has not been given yet.</param>
    public async Task<Result<IReadOnlyList<ShownBenefit>>> RunAsync(Actor actor, IReadOnlyCollection<long> wanted, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new BenefitsAreForMembers();
        }

        if (actor.Withdrawn)
        {
            return new BenefitsEndWithMembership();
        }

        await using var database = databases.Open(actor.SocietyId);
        var calendar = (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).Calendar;
        var benefits = await database.ReadBenefitsAsync(memberId, await database.ReadLedgerAsync(memberId, clock.Today(), cancel), cancel);
        var open = benefits.Judge(calendar).Where(pair => pair.Answer.IsOpen && wanted.Contains(pair.Benefit.Id)).Select(pair => pair.Benefit).ToList();
        if (open.Count > 0)
        {
            var now = clock.UtcNow();
            database.AddRange(open.Select(benefit => new BenefitView(benefit.Id, memberId, now)));
            database.Record(actor, now, nameof(ViewBenefits), memberId, new { Benefits = open.Select(benefit => benefit.TitleJa) });
            await database.SaveChangesAsync(cancel);
        }

        return open.ConvertAll(Show);
    }

    private ShownBenefit Show(Benefit benefit)
    {
        var credentials = secrets.Open(benefit);
        if (credentials is null && benefit.SealedCredentials.Length > 0)
        {
            log.LogError("The credentials of benefit {Benefit} cannot be decrypted; the office has to enter them anew", benefit.Id);
        }

        return new ShownBenefit(benefit.Id, benefit.Version, credentials);
    }
}
