using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Whether the signed-in member gets news by mail (お知らせメールを受け取る).</summary>
public sealed class ChooseNews(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, bool wanted, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var member = await database.Members.SingleAsync(row => row.Id == memberId, cancel);
        if (member.NewsDeclinedUtc is null != wanted)
        {
            var nowUtc = clock.UtcNow();
            member.DeclineNews(wanted ? null : nowUtc);
            database.Record(actor, nowUtc, nameof(ChooseNews), memberId, new { wanted });
            await database.SaveChangesAsync(cancel);
        }

        return Done.It;
    }
}
