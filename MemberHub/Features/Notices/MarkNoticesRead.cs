using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Marks a notice, or all that are shown, as read by the account (既読). As often as one likes: a mark stays as it is.</summary>
public sealed class MarkNoticesRead(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="id">Null for all.</param>
    /// <returns>How many became read.</returns>
    public async Task<Result<int>> RunAsync(Actor actor, long? id, CancellationToken cancel)
    {
        if (actor is not { MemberId: { } memberId, Withdrawn: false })
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var unread = await database.Notices.ShownOn(clock.Today()).MeantFor(database, memberId, clock.Today())
            .Where(notice => (id == null || notice.Id == id) && !database.NoticesRead.Any(read => read.NoticeId == notice.Id && read.AccountId == actor.AccountId))
            .Select(notice => notice.Id).ToListAsync(cancel);
        database.AddRange(unread.Select(notice => new NoticeRead { AccountId = actor.AccountId, NoticeId = notice, ReadUtc = clock.UtcNow() }));
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            // Another tab has marked them at the same moment.
            return 0;
        }

        return unread.Count;
    }
}
