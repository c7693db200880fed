using System.Linq.Expressions;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Audit;

/// <summary>Reads from the audit trail who was faster (先に行われた操作).</summary>
public static class LatestChanges
{
    /// <summary>The last line about the member that is no mere look; null where none is left.</summary>
    public static Task<LatestChange?> LatestChangeOfAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        database.LatestChangeAsync(entry => entry.MemberId == memberId && !Looks.Actions.Contains(entry.Action), cancel);

    /// <summary>The last line of these use cases whose facts begin with these; null where none is left.</summary>
    /// <param name="facts">What each of them records first, under the same name, such as the Id.</param>
    public static Task<LatestChange?> LatestChangeOfAsync(this MemberHubDbContext database, string[] actions, object facts, CancellationToken cancel)
    {
        var begin = Begin(facts);
        return database.LatestChangeAsync(entry => actions.Contains(entry.Action) && entry.Details.StartsWith(begin), cancel);
    }

    /// <summary>How the details of a line begin that records these facts first and others after them.</summary>
    public static string Begin(object facts) => ReadableJson.Write(facts)[..^1] + ",";

    /// <summary>The last line that the condition holds for; null for none.</summary>
    public static Task<LatestChange?> LatestChangeAsync(this MemberHubDbContext database, Expression<Func<AuditEntry, bool>> about, CancellationToken cancel) =>
        database.AuditEntries.AsNoTracking().Where(about).OrderByDescending(entry => entry.Id).Select(entry => new LatestChange(
            database.StaffAssignments.Where(staff => staff.AccountId == entry.AccountId).OrderBy(staff => staff.Id).Select(staff => staff.Name).FirstOrDefault()
                ?? (from link in database.AccountMembers
                    join person in database.Members on link.MemberId equals person.Id
                    where link.AccountId == entry.AccountId
                    orderby link.Id
                    select person.Person.Name).FirstOrDefault()
                ?? "",
            entry.Action,
            entry.OccurredUtc)).FirstOrDefaultAsync(cancel);
}
