namespace MemberHub.Platform.Mail;

/// <summary>A mail in plain text as it goes to a transport.</summary>
/// <param name="Id">Letters, digits and hyphens that name the mail for ever, so that one handed over twice can be told.</param>
/// <param name="WrittenUtc">When it was written, UTC.</param>
/// <param name="To">One address, as the member typed it; dots in odd places are allowed.</param>
/// <param name="SenderName">Who writes, such as the society's name; the address behind it is a setting.</param>
/// <param name="ReplyTo">Where answers go, such as the office's address; null for nowhere else.</param>
public sealed record OutgoingMail(string Id, DateTime WrittenUtc, string To, string Subject, string Body, string SenderName = "", string? ReplyTo = null)
{
    /// <summary>Where the reader stops mails of this kind with one click (RFC 8058); null where that cannot be declined.</summary>
    public string? UnsubscribeUrl { get; init; }
}
