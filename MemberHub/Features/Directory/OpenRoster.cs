using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Directory;

/// <summary>Reads a page of a roster for a member or somebody of the office.</summary>
public sealed class OpenRoster(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Roster>> RunAsync(Actor actor, RosterKind kind, int page, CancellationToken cancel)
    {
        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        if (!actor.May(OfficeRight.SeeOffice) && !await database.MaySeeOthersAsync(actor, today, cancel))
        {
            return new DirectoryForMembersOnly();
        }

        return await database.ReadRosterAsync(kind, page, today, cancel);
    }
}
