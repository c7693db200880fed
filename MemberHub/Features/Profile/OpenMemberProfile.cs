using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Profile;

/// <summary>Reads a member's profile for somebody of the office who changes it on the member's behalf, also after the member has left.</summary>
public sealed class OpenMemberProfile(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<StoredProfile>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.ReadProfileAsync(number, cancel) is not { } stored)
        {
            return new MemberHasNoProfile();
        }

        await database.RecordLooksAsync(actor, [stored.MemberId], clock.UtcNow(), cancel);
        return stored;
    }
}
