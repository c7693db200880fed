using MemberHub.Domain.Societies;

namespace MemberHub.Data.Outbox;

/// <summary>A mail to be sent, written in the transaction of what it reports.</summary>
public sealed class OutboxMail : IOfSociety
{
    public const int SubjectMaxLength = 200;
    public const int ErrorMaxLength = 200;
    public const int UnsubscribeUrlMaxLength = 400;

    /// <summary>Begins <see cref="LastError"/> of a mail that came back; the status such as 5.1.1 follows.</summary>
    public const string Bounced = "bounced ";

    /// <summary><see cref="LastError"/> of a mail that was not sent because its address is an <see cref="UndeliverableAddress"/>.</summary>
    public const string Undeliverable = "undeliverable";

    /// <summary><see cref="LastError"/> of a mail that was not sent because what it says was taken back (取り消し). Nobody has to look at it.</summary>
    public const string Recalled = "recalled";

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public string Recipient { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>The text; encrypted while <see cref="HasSecret"/> and not sent, empty once a secret was sent.</summary>
    public string Body { get; set; } = "";

    /// <summary>The body carries a link or a code that lets someone in.</summary>
    public bool HasSecret { get; init; }

    /// <summary>One of many that say the same: it waits while a mail to one reader is due, and so many leave in a minute.</summary>
    public bool IsBulk { get; init; }

    /// <summary>The run whose charges it announces (会費の請求のお知らせ); null for any other mail.</summary>
    public long? BillingRunId { get; init; }

    /// <summary>Where its reader stops mails of this kind with one click; empty for what nobody can decline, such as a reminder.</summary>
    public string UnsubscribeUrl { get; init; } = "";

    /// <summary>Sent even to an <see cref="UndeliverableAddress"/>: its reader shows with it that the address works again.</summary>
    public bool ProvesAddress { get; init; }

    public DateTime CreatedUtc { get; init; }

    /// <summary>Not before this moment; moved on by each attempt, so that two workers never send it both.</summary>
    public DateTime NextAttemptUtc { get; set; }

    public int Attempts { get; set; }

    public DateTime? SentUtc { get; set; }

    /// <summary>What the last attempt failed with; never personal data.</summary>
    public string LastError { get; set; } = "";

    /// <summary>Given up after too many attempts, or come back after it was sent; the office sees it. Recalled ones are noted already.</summary>
    public DateTime? FailedUtc { get; set; }

    /// <summary>When the office took note of the failure; null while it waits for somebody.</summary>
    public DateTime? NotedUtc { get; set; }
}
