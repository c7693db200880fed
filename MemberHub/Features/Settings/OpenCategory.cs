using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>The form of a member category, or an empty one.</summary>
public sealed class OpenCategory(MemberHubDatabases databases)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<CategoryForm>> RunAsync(Actor actor, long? id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (id is null)
        {
            return new CategoryForm();
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.MemberCategories.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is { } found ? CategoryForm.Of(found) : new ClassMoved(null);
    }
}
