using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.Outbox;

/// <summary>An address that a mail came back from for good (メール不達): nothing is sent to it until it was confirmed or the office tries again.</summary>
public sealed class UndeliverableAddress : IOfSociety
{
    public const int AddressMaxLength = 254;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>Folded as accounts fold it; unique in the society.</summary>
    public string Address { get; init; } = "";

    /// <summary>Such as 5.1.1 (RFC 3463).</summary>
    public string Status { get; init; } = "";

    public DateTime SinceUtc { get; init; }

    /// <summary>The form in which two spellings of an address are the same one; equal to the normalised e-mail of accounts.</summary>
    public static string Fold(string address) => address.Normalized().ToUpperInvariant();
}
