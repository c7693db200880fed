using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>The form of a benefit, or an empty one. The password is not in it.</summary>
public sealed class OpenBenefit(MemberHubDatabases databases, BenefitSecrets secrets)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<BenefitForm>> RunAsync(Actor actor, long? id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (id is null)
        {
            return new BenefitForm();
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.Benefits.AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is { } benefit ? BenefitForm.Of(benefit, secrets.Open(benefit)) : new BenefitMoved(null);
    }
}
