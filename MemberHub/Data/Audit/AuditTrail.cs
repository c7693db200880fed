using MemberHub.Domain.Societies;

namespace MemberHub.Data.Audit;

/// <summary>Adds lines to the audit trail of the open context; the use case saves them with its own change.</summary>
public static class AuditTrail
{
    public static void Record(this MemberHubDbContext database, Actor actor, DateTime nowUtc, string action, long? memberId, object details, string reason = "") =>
        database.Record(actor.AccountId, nowUtc, action, memberId, details, reason);

    /// <summary>For commands and jobs, which have no account.</summary>
    public static void RecordBySystem(this MemberHubDbContext database, DateTime nowUtc, string action, long? memberId, object details) =>
        database.Add(BySystem(nowUtc, action, memberId, details));

    /// <summary>A line that a command writes together with many others.</summary>
    public static AuditEntry BySystem(DateTime nowUtc, string action, long? memberId, object details) =>
        Entry(null, nowUtc, action, memberId, details, "");

    private static void Record(this MemberHubDbContext database, long? accountId, DateTime nowUtc, string action, long? memberId, object details, string reason) =>
        database.Add(Entry(accountId, nowUtc, action, memberId, details, reason));

    private static AuditEntry Entry(long? accountId, DateTime nowUtc, string action, long? memberId, object details, string reason) => new()
    {
        OccurredUtc = nowUtc,
        AccountId = accountId,
        Action = action,
        MemberId = memberId,
        Details = ReadableJson.Write(details),
        Reason = reason,
    };
}
