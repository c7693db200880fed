namespace MemberHub.Platform.Mail;

/// <summary>What a file from the mailbox of returned mail is.</summary>
public enum BounceFileKind
{
    /// <summary>A report about a delivery (RFC 3464).</summary>
    Report,

    /// <summary>An automatic answer, such as of somebody on holiday: the mail arrived.</summary>
    AutoReply,

    /// <summary>Anything else; a person has to look at it.</summary>
    Unknown,
}

/// <summary>What became of a mail for one recipient.</summary>
public enum BounceKind
{
    /// <summary>It will never be delivered: it was refused (5.x.x), or given up after the last try (failed with 4.x.x).</summary>
    Permanent,

    /// <summary>It is late and is tried again (delayed).</summary>
    Transient,
}

/// <summary>One recipient of a delivery report that was not reached.</summary>
/// <param name="Status">Three numbers with dots (RFC 3463), such as 5.1.1.</param>
/// <param name="Recipient">The address as we wrote to it, or as the last server knew it; empty where the report does not say.</param>
/// <param name="IsDead">The address itself is no good (無効な宛先), so that nothing will ever reach it; not a full box or a mail that was not wanted.</param>
public sealed record BounceReport(BounceKind Kind, string Status, string Recipient, bool IsDead);

/// <summary>A file from the mailbox of returned mail, read.</summary>
/// <param name="MailId">The <see cref="OutgoingMail.Id"/> of the mail that came back; null where nothing names it.</param>
/// <param name="Reports">Who was not reached; empty for a report of success.</param>
public sealed record BounceFile(BounceFileKind Kind, string? MailId, IReadOnlyList<BounceReport> Reports);
