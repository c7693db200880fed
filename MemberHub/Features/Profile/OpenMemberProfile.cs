using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Profile;

/// <summary>Reads a member's profile for somebody of the office who changes it on the member's behalf.</summary>
public sealed class OpenMemberProfile(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<StoredProfile>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.ReadProfileAsync(number, cancel) switch
        {
            null => new MemberHasNoProfile(),
            { } stored when stored.WithdrawnOn <= clock.Today() => new WithdrawnKeepsNoProfile(),
            { } stored => stored,
        };
    }
}
