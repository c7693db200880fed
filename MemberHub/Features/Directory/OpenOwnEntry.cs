using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Directory;

/// <summary>A member as the others see it.</summary>
/// <param name="IsUnlisted">The office keeps the member out of the directory and the rosters.</param>
public sealed record OwnEntry(DirectoryEntry Entry, bool IsUnlisted);

/// <summary>Shows a member what the others see of it (他の会員からの見え方), read as the directory reads it.</summary>
public sealed class OpenOwnEntry(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<OwnEntry>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (!await database.MaySeeOthersAsync(actor, clock.Today(), cancel) || (await database.ReadDirectoryAsync([actor.MemberId!.Value], cancel)) is not [var entry])
        {
            return new DirectoryForMembersOnly();
        }

        return new OwnEntry(entry, await database.Members.AnyAsync(member => member.Id == actor.MemberId && member.UnlistedOn != null, cancel));
    }
}
