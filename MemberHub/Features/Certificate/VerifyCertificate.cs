using MemberHub.Data;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Certificate;

/// <summary>
/// Says to anybody whether the certificate behind a token is valid, and nothing else: no name, no number, no reason. A token that never was, one that
/// was replaced, one whose year is over and one of somebody who has left get the same answer.
/// </summary>
public sealed class VerifyCertificate(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<bool> RunAsync(string? token, CancellationToken cancel)
    {
        var (hash, today) = (SecretToken.HashOf(token), clock.Today());
        await using var database = databases.OpenAcrossSocieties();
        var found = await (
            from certificate in database.MembershipCertificates.AcrossSocieties()
            join member in database.Members.AcrossSocieties() on certificate.MemberId equals member.Id
            join society in database.Societies on certificate.SocietyId equals society.Id
            where certificate.TokenHash == hash && certificate.RevokedUtc == null && certificate.ValidThrough >= today
            select new
            {
                certificate.SocietyId,
                certificate.MemberId,
                certificate.FiscalYear,
                society.Settings,
                Membership = new Membership(member.JoinedOn, member.WithdrawnOn, member.MergedIntoId != null),
            }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return false;
        }

        database.ShownSociety = found.SocietyId;
        return found.Membership.MayCertify(
            found.Settings.Certificates, found.Settings.Certificates.OnlyPaid ? await database.ReadYearAsync(found.MemberId, found.FiscalYear, today, cancel) : null, today);
    }
}
