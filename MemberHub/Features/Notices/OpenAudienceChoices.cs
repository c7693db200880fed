using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Notices;

/// <summary>Reads to whom a notice can be narrowed.</summary>
public sealed class OpenAudienceChoices(MemberHubDatabases databases)
{
    public async Task<Result<AudienceChoices>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.ReadAudienceChoicesAsync(cancel);
    }
}
