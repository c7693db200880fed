using Microsoft.AspNetCore.DataProtection;

namespace MemberHub.Data.Outbox;

/// <summary>Writes mails into the outbox of the open context; the use case saves them with its own change.</summary>
public sealed class MailOutbox(IDataProtectionProvider protection)
{
    private readonly IDataProtector secrets = protection.CreateProtector("MemberHub.Outbox");

    /// <summary>A mail that may lie open in the database.</summary>
    public void Add(MemberHubDbContext database, DateTime nowUtc, string recipient, string subject, string body) =>
        database.Add(New(nowUtc, recipient, subject, body, hasSecret: false));

    /// <summary>A mail whose text lets its reader in: it lies encrypted and is wiped once it was sent.</summary>
    public void AddSecret(MemberHubDbContext database, DateTime nowUtc, string recipient, string subject, string body) =>
        database.Add(New(nowUtc, recipient, subject, secrets.Protect(body), hasSecret: true));

    /// <summary>A mail whose reader shows with the link in it that the address works: it is sent whatever came back from there.</summary>
    public void AddProof(MemberHubDbContext database, DateTime nowUtc, string recipient, string subject, string body) =>
        database.Add(New(nowUtc, recipient, subject, secrets.Protect(body), hasSecret: true, provesAddress: true));

    /// <summary>The text to send.</summary>
    public string BodyOf(OutboxMail mail) => mail.HasSecret ? secrets.Unprotect(mail.Body) : mail.Body;

    private static OutboxMail New(DateTime nowUtc, string recipient, string subject, string body, bool hasSecret, bool provesAddress = false) => new()
    {
        Recipient = recipient,
        Subject = subject,
        Body = body,
        HasSecret = hasSecret,
        ProvesAddress = provesAddress,
        CreatedUtc = nowUtc,
        NextAttemptUtc = nowUtc,
    };
}
