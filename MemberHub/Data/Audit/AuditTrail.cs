using System.Security.Cryptography;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.Audit;

/// <summary>Adds lines to the audit trail of the open context; the use case saves them with its own change.</summary>
public static class AuditTrail
{
    /// <summary>The origin of what was done on the command line.</summary>
    public const string Command = "command";

    /// <summary>The origin of what the portal did by itself.</summary>
    public const string Job = "job";

    /// <returns>The line, for a row that points at it.</returns>
    public static AuditEntry Record(this MemberHubDbContext database, Actor actor, DateTime nowUtc, string action, long? memberId, object details, string reason = "") =>
        database.Add(Entry(actor.AccountId, actor.Origin, nowUtc, action, memberId, details, reason)).Entity;

    /// <summary>For commands and jobs, which have no account.</summary>
    public static void RecordBySystem(this MemberHubDbContext database, DateTime nowUtc, string action, long? memberId, object details, string origin = Job) =>
        database.Add(Entry(null, origin, nowUtc, action, memberId, details, ""));

    /// <summary>A line that an import writes together with many others. The actor is null for the command line.</summary>
    public static AuditEntry By(Actor? actor, DateTime nowUtc, string action, long? memberId, object details) =>
        Entry(actor?.AccountId, actor?.Origin ?? Command, nowUtc, action, memberId, details, "");

    private static AuditEntry Entry(long? accountId, string origin, DateTime nowUtc, string action, long? memberId, object details, string reason)
    {
        var entry = new AuditEntry
        {
            OccurredUtc = nowUtc,
            AccountId = accountId,
            Origin = origin[..Math.Min(origin.Length, Actor.OriginMaxLength)],
            Action = action,
            MemberId = memberId,
            Details = ReadableJson.Write(details),
            Reason = reason,
            Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AuditEntry.SaltLength / 2)),
        };
        entry.Digest = AuditChain.DigestOf(entry);
        return entry;
    }
}
