using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>Reads the seal for who may change it.</summary>
public sealed class OpenSeal(MemberHubDatabases databases)
{
    public async Task<Result<Seal>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        return (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).Issuer.Seal;
    }
}
