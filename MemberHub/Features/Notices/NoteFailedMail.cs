using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Takes a failed mail off the list: somebody called, wrote on paper, or corrected the address.</summary>
public sealed class NoteFailedMail(MemberHubDatabases databases, NoticeTrail trail, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        DateTime? nowUtc = clock.UtcNow();
        var details = new { Mail = id };
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.OutboxMails.Where(mail => mail.Id == id && mail.FailedUtc != null && mail.NotedUtc == null)
            .ExecuteUpdateAsync(mail => mail.SetProperty(row => row.NotedUtc, nowUtc), cancel) == 0)
        {
            return await trail.GoneAsync(actor, nameof(NoteFailedMail), details, cancel);
        }

        database.Record(actor, nowUtc.Value, nameof(NoteFailedMail), null, details);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
