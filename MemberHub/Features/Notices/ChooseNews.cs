using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Whether the member whose matter it is gets news by mail (お知らせメールを受け取る).</summary>
public sealed class ChooseNews(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, bool wanted, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.EditMembers, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var nowUtc = clock.UtcNow();
        DateTime? since = wanted ? null : nowUtc;
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        // A second click at the same moment finds nothing to change.
        if (await database.Members.Where(member => member.Id == memberId && (member.NewsDeclinedUtc == null) != wanted)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.NewsDeclinedUtc, since), cancel) > 0)
        {
            database.Record(actor, nowUtc, nameof(ChooseNews), memberId, new { wanted });
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return Done.It;
    }
}
