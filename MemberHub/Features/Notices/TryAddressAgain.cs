using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Lets mail go to an address again that was marked as undeliverable: the mailbox was full, or the member says that it works.</summary>
public sealed class TryAddressAgain(MemberHubDatabases databases, NoticeTrail trail, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        var details = new { Mark = id };
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var memberId = await (
            from mark in database.UndeliverableAddresses
            join account in database.Users on mark.Address equals account.NormalizedEmail
            join link in database.AccountMembers on account.Id equals link.AccountId
            where mark.Id == id
            select (long?)link.MemberId).FirstOrDefaultAsync(cancel);
        if (await database.UndeliverableAddresses.Where(mark => mark.Id == id).ExecuteDeleteAsync(cancel) == 0)
        {
            return await trail.GoneAsync(actor, nameof(TryAddressAgain), details, cancel);
        }

        database.Record(actor, clock.UtcNow(), nameof(TryAddressAgain), memberId, details);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
