using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Certificate;

/// <summary>Issues the member's certificate for this year. A second press finds the first one's.</summary>
public sealed class IssueCertificate(MemberHubDatabases databases, CertificateTokens tokens, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var standing = await database.ReadStandingAsync(memberId, clock.Today(), cancel);
        if (standing.Refusal() is { } refusal)
        {
            return refusal;
        }

        return await database.ReplaceAsync(tokens, actor, memberId, standing, nameof(IssueCertificate), keeps: true, clock.UtcNow(), cancel);
    }
}

internal static class CertificateReplacing
{
    /// <summary>Ends the certificate that holds, if any, and issues one in its place.</summary>
    /// <param name="keeps">One that holds and can be printed is left as it is.</param>
    public static async Task<Done> ReplaceAsync(
        this MemberHubDbContext database, CertificateTokens tokens, Actor actor, long memberId, CertificateStanding standing, string action, bool keeps, DateTime nowUtc, CancellationToken cancel)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.LiveCertificateAsync(memberId, standing.Year, cancel) is { } old)
        {
            if (keeps && tokens.AddressOf(old) is not null)
            {
                return Done.It;
            }

            old.Revoke(nowUtc);
            await database.SaveChangesAsync(cancel);
        }

        database.Add(tokens.Create(actor.SocietyId, memberId, standing, nowUtc));
        database.Record(actor, nowUtc, action, memberId, new { standing.Year.Year, standing.YearEnd });
        try
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            // The other of two presses was quicker; its card holds.
        }

        return Done.It;
    }
}
