using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>A member who can be written to: one whose account has an e-mail address.</summary>
public sealed record MailReader
{
    public required long MemberId { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>Of the account; null where none was chosen.</summary>
    public string? Language { get; init; }
}

/// <summary>Finds who reads the mails of members.</summary>
public static class MailReaders
{
    /// <summary>Of these members the ones that can be written to, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<long, MailReader>> ReadMailReadersAsync(this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, CancellationToken cancel) =>
        (await database.Readers().Where(reader => memberIds.Contains(reader.MemberId)).ToListAsync(cancel)).DistinctBy(reader => reader.MemberId).ToDictionary(reader => reader.MemberId);

    /// <summary>The member, if it can be written to, and the society that writes.</summary>
    public static async Task<(MailReader Reader, Society Society)?> ReadMailReaderAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel)
    {
        var found = await (
            from reader in database.Readers()
            join member in database.Members on reader.MemberId equals member.Id
            join society in database.Societies on member.SocietyId equals society.Id
            where member.Id == memberId
            select new { Reader = reader, Society = society }).FirstOrDefaultAsync(cancel);
        return found is null ? null : (found.Reader, found.Society);
    }

    private static IQueryable<MailReader> Readers(this MemberHubDbContext database) =>
        from link in database.AccountMembers
        join account in database.Users on link.AccountId equals account.Id
        join member in database.Members on link.MemberId equals member.Id
        where account.Email != null
        select new MailReader { MemberId = member.Id, Name = member.Person.Name, Email = account.Email!, Language = account.Language };
}
