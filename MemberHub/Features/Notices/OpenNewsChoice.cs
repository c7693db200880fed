using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Reads whether a member gets news by mail: the one whose matter it is, or the one a link belongs to. Null for neither.</summary>
public sealed class OpenNewsChoice(MemberHubDatabases databases, UnsubscribeLinks links, TimeProvider clock)
{
    public async Task<bool?> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.EditMembers, cancel) is not { } memberId)
        {
            return null;
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        return await ReadAsync(database, memberId, cancel);
    }

    public async Task<bool?> ReadAsync(string? token, CancellationToken cancel)
    {
        if (links.Read(token) is not { } reader)
        {
            return null;
        }

        await using var database = databases.Open(reader.SocietyId);
        return await ReadAsync(database, await database.ReadStayingAsync(reader.MemberId, cancel), cancel);
    }

    private static Task<bool?> ReadAsync(MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        database.Members.Where(member => member.Id == memberId).Select(member => (bool?)(member.NewsDeclinedUtc == null)).SingleOrDefaultAsync(cancel);
}
