using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Follows members whose duplicates were merged (統合).</summary>
public static class MergedMembers
{
    /// <summary>The member who stayed: the one named, where nobody merged them away.</summary>
    public static async Task<long> ReadStayingAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel)
    {
        var (stays, into) = (memberId, (long?)memberId);
        while (into is { } next)
        {
            stays = next;
            into = await database.Members.Where(member => member.Id == stays).Select(member => member.MergedIntoId).SingleOrDefaultAsync(cancel);
        }

        return stays;
    }
}
