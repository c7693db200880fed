using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Certificate;

/// <summary>Who asks for a certificate, and for which year.</summary>
internal sealed record CertificateStanding(SocietySettings Settings, Membership Membership, FiscalYear Year, DateOnly Today, YearStanding? Dues)
{
    public DateOnly YearEnd => Settings.Calendar.LastDay(Year);

    /// <summary>Null for whom the society certifies.</summary>
    public Refusal? Refusal() => !Membership.HoldsOn(Today) ? new NoMembershipToCertify()
        : Membership.MayCertify(Settings.Certificates, Dues, Today) ? null
        : Dues == YearStanding.Leaving ? new CertificateYearTakenOff(Year)
        : new CertificateNeedsDues(Year);
}

internal static class CertificateReading
{
    /// <summary>Two statements, and the ledger where the society asks for dues.</summary>
    public static async Task<CertificateStanding> ReadStandingAsync(this MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var settings = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);
        var membership = await database.Members.Where(member => member.Id == memberId)
            .Select(member => new Membership(member.JoinedOn, member.WithdrawnOn, member.MergedIntoId != null)).SingleAsync(cancel);
        var year = settings.Calendar.YearOf(today);
        return new CertificateStanding(settings, membership, year, today, settings.Certificates.OnlyPaid ? await database.ReadYearAsync(memberId, year, today, cancel) : null);
    }

    /// <summary>Where the member stands with the dues of a year.</summary>
    public static async Task<YearStanding> ReadYearAsync(this MemberHubDbContext database, long memberId, FiscalYear year, DateOnly today, CancellationToken cancel) =>
        (await database.ReadBenefitsAsync(memberId, await database.ReadLedgerAsync(memberId, today, cancel), cancel)).Dues.Of(year);

    /// <summary>The certificate that holds for the year; null while there is none.</summary>
    public static Task<MembershipCertificate?> LiveCertificateAsync(this MemberHubDbContext database, long memberId, FiscalYear year, CancellationToken cancel) =>
        database.MembershipCertificates.SingleOrDefaultAsync(certificate => certificate.MemberId == memberId && certificate.FiscalYear == year && certificate.RevokedUtc == null, cancel);
}
