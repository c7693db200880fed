using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.Audit;

/// <summary>How the lines of the audit trail hang together: each carries a hash over the one before it, so that none can be changed or taken out unseen.</summary>
public static class AuditChain
{
    /// <summary>Values may be erased so long after they were written at the earliest; a society may keep them longer.</summary>
    public const int YearsKept = SocietySettings.LeastAuditYears;

    private const char Between = '\u001f';

    /// <summary>SHA-256 over what may be erased later: salt, details and reason.</summary>
    public static string DigestOf(AuditEntry entry) => Hash(entry.Salt, entry.Details, entry.Reason);

    /// <summary>SHA-256 over the line before, this line's place, what it says, and the digest in place of its values.</summary>
    public static string HashOf(string previousHash, long sequence, AuditEntry entry) => Hash(
        previousHash, Text(sequence), Text(entry.Id), Text(entry.SocietyId), Microseconds(entry.OccurredUtc), Text(entry.AccountId), entry.Origin, entry.Action,
        Text(entry.MemberId), entry.Digest);

    /// <summary>Whether the values were taken out, and only those.</summary>
    public static bool IsErased(AuditEntry entry) => (entry.Salt, entry.Details, entry.Reason) is ("", "", "");

    // What PostgreSQL keeps of a time.
    private static string Microseconds(DateTime time) => Text(time.Ticks / TimeSpan.TicksPerMicrosecond);

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Hash(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Between, parts))));
}
