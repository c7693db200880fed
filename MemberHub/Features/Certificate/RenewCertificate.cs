using MemberHub.Data;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Certificate;

/// <summary>Gives the member's certificate another QR code, for a card that was lost: the old one is not valid from now on.</summary>
public sealed class RenewCertificate(MemberHubDatabases databases, CertificateTokens tokens, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var standing = await database.ReadStandingAsync(memberId, clock.Today(), cancel);
        return standing.Refusal() is { } refusal ? refusal
            : await database.LiveCertificateAsync(memberId, standing.Year, cancel) is null ? new CertificateNotIssued()
            : await database.ReplaceAsync(tokens, actor, memberId, standing, nameof(RenewCertificate), keeps: false, clock.UtcNow(), cancel);
    }
}
