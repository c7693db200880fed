using MemberHub.Data;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Reads whether a member gets news by mail: the signed-in one, or the one a link belongs to. Null for neither.</summary>
public sealed class OpenNewsChoice(MemberHubDatabases databases, UnsubscribeLinks links)
{
    public Task<bool?> ReadAsync(Actor actor, CancellationToken cancel) => ReadAsync(actor.SocietyId, actor.MemberId ?? 0, cancel);

    public async Task<bool?> ReadAsync(string? token, CancellationToken cancel) =>
        links.Read(token) is { } reader ? await ReadAsync(reader.SocietyId, reader.MemberId, cancel) : null;

    private async Task<bool?> ReadAsync(long societyId, long memberId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        return await database.Members.Where(member => member.Id == memberId).Select(member => (bool?)(member.NewsDeclinedUtc == null)).SingleOrDefaultAsync(cancel);
    }
}
