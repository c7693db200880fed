using MemberHub.Domain.Societies;

namespace MemberHub.Data.Outbox;

/// <summary>What came back instead of an answer: a mail that was not delivered (不達), or a file that nobody could read.</summary>
public sealed class MailBounce : IOfSociety
{
    public const int EffectKeyMaxLength = 100;
    public const int StatusMaxLength = 11;
    public const int FileNameMaxLength = 255;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>Unique in the society: the same report does nothing a second time.</summary>
    public string EffectKey { get; init; } = "";

    public MailBounceKind Kind { get; init; }

    /// <summary>Such as 5.1.1 (RFC 3463); empty for an unreadable file.</summary>
    public string Status { get; init; } = "";

    /// <summary>The mail that came back; null for an unreadable file.</summary>
    public long? MailId { get; init; }

    /// <summary>The file's name in the folder of returned mail.</summary>
    public string FileName { get; init; } = "";

    public DateTime ReceivedUtc { get; init; }

    /// <summary>When the office took note of an unreadable file.</summary>
    public DateTime? NotedUtc { get; set; }
}

/// <summary>What a returned mail means.</summary>
public enum MailBounceKind
{
    /// <summary>The address is dead.</summary>
    Permanent,

    /// <summary>It was not delivered this time; nothing follows from it.</summary>
    Transient,

    /// <summary>The file is no report that could be read.</summary>
    Unreadable,
}
