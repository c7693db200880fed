using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Register;

/// <summary>Whose matter an actor may take up: their own, or that of the member on whose behalf the office acts (代理操作).</summary>
public static class ActingFor
{
    /// <summary>The member, or null: for whoever is no member, has not the right, or names a number that no member of the society has.</summary>
    /// <param name="right">What somebody of the office needs for it. Members need none for their own matters.</param>
    public static async Task<long?> MemberOfAsync(this MemberHubDbContext database, Actor actor, OfficeRight right, CancellationToken cancel)
    {
        if (actor.OnBehalfOf is not { } digits)
        {
            return actor.MemberId;
        }

        return actor.May(right) && MemberNumber.TryParse(digits, out var number)
            ? await database.Members.Where(member => member.Number == number && member.MergedIntoId == null).Select(member => (long?)member.Id).SingleOrDefaultAsync(cancel)
            : null;
    }
}
