using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Declines news by mail, or wants it again, with the link in such a mail: whoever holds the link needs no sign-in (RFC 8058).</summary>
public sealed class ChooseNewsByLink(MemberHubDatabases databases, UnsubscribeLinks links, TimeProvider clock)
{
    /// <param name="origin">The network address it came from.</param>
    public async Task<Result<Done>> RunAsync(string? token, bool wanted, string origin, CancellationToken cancel)
    {
        if (links.Read(token) is not { } reader)
        {
            return new UnsubscribeLinkNotValid();
        }

        var nowUtc = clock.UtcNow();
        DateTime? since = wanted ? null : nowUtc;
        await using var database = databases.Open(reader.SocietyId);
        var memberId = await database.ReadStayingAsync(reader.MemberId, cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        // A mail program asks more than once, and at the same moment: the second finds nothing to change. What the member edits just now is not disturbed.
        if (await database.Members.Where(member => member.Id == memberId && (member.NewsDeclinedUtc == null) != wanted)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.NewsDeclinedUtc, since), cancel) > 0)
        {
            database.RecordBySystem(nowUtc, nameof(ChooseNewsByLink), memberId, new { wanted }, origin);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return Done.It;
    }
}
