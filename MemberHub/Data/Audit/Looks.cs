using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Audit;

/// <summary>Records who of the office looked at whom (閲覧の記録): one line a day for each person and member, on whatever page it was.</summary>
public static class Looks
{
    /// <summary>The action of such a line.</summary>
    public const string Action = "OpenMemberRecord";

    /// <summary>What is recorded about a member and changes nothing of them: looks of the office, and what members themselves look at.</summary>
    public static readonly string[] Actions = [Action, "OpenAudit", "ViewBenefits", "SearchDirectory"];

    /// <summary>Saves the open context, unless the day's lines stand already.</summary>
    public static async Task RecordLooksAsync(this MemberHubDbContext database, Actor actor, IEnumerable<long> memberIds, DateTime nowUtc, CancellationToken cancel)
    {
        List<long?> seen = [.. memberIds.Distinct()];
        if (seen.Count == 0)
        {
            return;
        }

        var since = DayOf(nowUtc);
        var known = await database.AuditEntries
            .Where(entry => seen.Contains(entry.MemberId) && entry.AccountId == actor.AccountId && entry.Action == Action && entry.OccurredUtc >= since)
            .Select(entry => entry.MemberId).ToListAsync(cancel);
        var missing = seen.Except(known).ToList();
        if (missing.Count > 0)
        {
            missing.ForEach(id => database.Record(actor, nowUtc, Action, id, new { }));
            await database.SaveChangesAsync(cancel);
        }
    }

    /// <summary>The same for a page that members open for themselves; nothing is recorded then.</summary>
    public static Task RecordLookOnBehalfAsync(this MemberHubDbContext database, Actor actor, long memberId, DateTime nowUtc, CancellationToken cancel) =>
        actor.OnBehalfOf is null ? Task.CompletedTask : database.RecordLooksAsync(actor, [memberId], nowUtc, cancel);

    /// <summary>When the day in Japan began, UTC: for a use case that asks for the day's line in a statement of its own.</summary>
    public static DateTime DayOf(DateTime nowUtc) => JapanTime.UtcOf(JapanTime.DateOf(nowUtc).ToDateTime(TimeOnly.MinValue));
}
