using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Counts wrong passwords and codes of an account and locks it when there were too many in a row.</summary>
internal static class FailedSignIns
{
    /// <summary>In one statement, because attempts at the same moment must all count; done in every case, so that the time tells nothing.</summary>
    /// <param name="account">0 for nobody.</param>
    /// <param name="counted">0 for an attempt that does not count.</param>
    public static Task CountAsync(MemberHubDbContext database, long account, int counted, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset? until = now + SignIn.LockoutTime;
        return database.Users.Where(row => row.Id == account).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.LockoutEnd, row => row.AccessFailedCount + counted >= SignIn.MaxFailures ? until : row.LockoutEnd)
                .SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount + counted >= SignIn.MaxFailures ? 0 : row.AccessFailedCount + counted),
            cancel);
    }
}
