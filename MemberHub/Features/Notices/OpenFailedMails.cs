using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>A mail that could not be delivered, and whom it was for.</summary>
/// <param name="MemberNumber">Null where the address belongs to no member any more.</param>
public sealed record FailedMail(long Id, string Recipient, string Subject, string Reason, DateTime FailedUtc, string? MemberNumber, string? Name);

/// <summary>Lists the mails that were given up and that nobody took note of yet, the oldest first.</summary>
public sealed class OpenFailedMails(MemberHubDatabases databases)
{
    public const int PageSize = 50;

    public async Task<Result<IReadOnlyList<FailedMail>>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var mails = await database.FailedMails().OrderBy(mail => mail.FailedUtc).ThenBy(mail => mail.Id).Take(PageSize)
            .Select(mail => new
            {
                mail.Id,
                mail.Recipient,
                mail.Subject,
                mail.LastError,
                mail.FailedUtc,
                Member = (from account in database.Users
                          join link in database.AccountMembers on account.Id equals link.AccountId
                          join member in database.Members on link.MemberId equals member.Id
                          where account.Email == mail.Recipient
                          select new { member.Number, member.Person.Name }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return mails.ConvertAll(mail => new FailedMail(mail.Id, mail.Recipient, mail.Subject, mail.LastError, mail.FailedUtc!.Value, mail.Member?.Number.Digits, mail.Member?.Name));
    }
}
