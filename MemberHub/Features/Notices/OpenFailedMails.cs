using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>What did not reach anybody.</summary>
/// <param name="Transient">How many mails of the last two weeks were reported as late or not delivered at one try; nothing is to be done about them.</param>
public sealed record FailedMails(IReadOnlyList<FailedMail> Mails, IReadOnlyList<DeadAddress> Addresses, IReadOnlyList<UnreadableFile> Files, int Transient)
{
    public bool IsEmpty => Mails.Count + Addresses.Count + Files.Count == 0;
}

/// <summary>A mail that could not be delivered, and whom it was for.</summary>
/// <param name="Status">For a mail that came back, such as 5.1.1; empty for one that was not taken in the first place.</param>
/// <param name="MemberNumber">Null where the address belongs to no member any more.</param>
public sealed record FailedMail(long Id, string Recipient, string Subject, string Reason, string Status, DateTime FailedUtc, string? MemberNumber, string? Name)
{
    /// <summary>Not sent, because an earlier one came back from there.</summary>
    public bool WasHeldBack => Reason == OutboxMail.Undeliverable;
}

/// <summary>An address that nothing is sent to, and whose it is.</summary>
public sealed record DeadAddress(long Id, string Address, string Status, DateTime SinceUtc, string? MemberNumber, string? Name);

/// <summary>A file of returned mail that a person has to look at; it lies in the subfolder for such files.</summary>
public sealed record UnreadableFile(long Id, string FileName, DateTime ReceivedUtc);

/// <summary>Lists the mails that were given up or came back and that nobody took note of yet, the oldest first, and records who looked at whose.</summary>
public sealed class OpenFailedMails(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    private static readonly TimeSpan TransientWithin = TimeSpan.FromDays(14);

    public async Task<Result<FailedMails>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var since = clock.UtcNow() - TransientWithin;
        var found = new FailedMails(
            await MailsAsync(database, cancel),
            await AddressesAsync(database, cancel),
            await database.UnreadableBounces().OrderBy(bounce => bounce.Id).Take(PageSize).Select(bounce => new UnreadableFile(bounce.Id, bounce.FileName, bounce.ReceivedUtc)).ToListAsync(cancel),
            await database.MailBounces.CountAsync(bounce => bounce.Kind == MailBounceKind.Transient && bounce.ReceivedUtc > since, cancel));
        await RecordLookAsync(database, actor, found, cancel);
        return found;
    }

    private static async Task<IReadOnlyList<FailedMail>> MailsAsync(MemberHubDbContext database, CancellationToken cancel)
    {
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
        return mails.ConvertAll(mail => new FailedMail(
            mail.Id,
            mail.Recipient,
            mail.Subject,
            mail.LastError,
            mail.LastError.StartsWith(OutboxMail.Bounced, StringComparison.Ordinal) ? mail.LastError[OutboxMail.Bounced.Length..] : "",
            mail.FailedUtc!.Value,
            mail.Member?.Number.Digits,
            mail.Member?.Name));
    }

    private static async Task<IReadOnlyList<DeadAddress>> AddressesAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var marks = await database.UndeliverableAddresses.OrderBy(mark => mark.SinceUtc).ThenBy(mark => mark.Id).Take(PageSize)
            .Select(mark => new
            {
                mark,
                Member = (from account in database.Users
                          join link in database.AccountMembers on account.Id equals link.AccountId
                          join member in database.Members on link.MemberId equals member.Id
                          where account.NormalizedEmail == mark.Address
                          select new { member.Number, member.Person.Name, account.Email }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return marks.ConvertAll(row => new DeadAddress(
            row.mark.Id, row.Member?.Email ?? row.mark.Address.ToLowerInvariant(), row.mark.Status, row.mark.SinceUtc, row.Member?.Number.Digits, row.Member?.Name));
    }

    // Once a day for the same people; who is new on the list is recorded again.
    private async Task RecordLookAsync(MemberHubDbContext database, Actor actor, FailedMails found, CancellationToken cancel)
    {
        var members = found.Mails.Select(mail => mail.MemberNumber).Concat(found.Addresses.Select(mark => mark.MemberNumber)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (members.Count == 0)
        {
            return;
        }

        var (nowUtc, since, details) = (clock.UtcNow(), JapanTime.UtcOf(clock.Today().ToDateTime(TimeOnly.MinValue)), new { Members = members });
        var written = ReadableJson.Write(details);
        if (!await database.AuditEntries.AnyAsync(
            entry => entry.AccountId == actor.AccountId && entry.Action == nameof(OpenFailedMails) && entry.OccurredUtc >= since && entry.Details == written, cancel))
        {
            database.Record(actor, nowUtc, nameof(OpenFailedMails), null, details);
            await database.SaveChangesAsync(cancel);
        }
    }
}
