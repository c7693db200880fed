namespace MemberHub.Platform.Mail;

/// <summary>
/// The settings under <c>Mail</c>. With <c>Folder</c> mails become files; else with <c>Smtp:Host</c> they go to that server; with neither
/// they wait in the outbox until one of the two is set.
/// </summary>
public sealed class MailOptions
{
    /// <summary>A folder that gets one .eml file per mail. Created if missing. Default in Development: <c>mail</c> beside the app.</summary>
    public string? Folder { get; set; }

    /// <summary>How many mails to many readers (broadcasts, announcements, reminders) leave in a minute, 1–60,000. Mails to one reader do not wait for them.</summary>
    public int BulkPerMinute { get; set; } = 300;

    /// <summary>
    /// The address that undeliverable mail goes back to, such as bounce@example.jp, or bounce+{id}@example.jp where the mailbox takes such additions; {id}
    /// becomes the mail's name. Default: the address mails come from.
    /// </summary>
    public string? BounceAddress { get; set; }

    /// <summary>The folder into which the mailbox of returned mail is delivered: a Maildir, or a folder of .eml files. Empty: returned mail is not read.</summary>
    public string? BounceFolder { get; set; }

    public SmtpOptions Smtp { get; set; } = new();
}

/// <summary>The settings under <c>Mail:Smtp</c>: the mail server that takes our mails.</summary>
public sealed class SmtpOptions
{
    /// <summary>The server's name, such as smtp.example.jp.</summary>
    public string? Host { get; set; }

    /// <summary>1–65535: 587 as a rule; 465 with <c>Security</c> = Tls.</summary>
    public int Port { get; set; } = 587;

    /// <summary>The name to sign in with; empty for a server that asks for none.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Auto takes STARTTLS where the server offers it. StartTls and Tls refuse to send without encryption.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.Auto;

    /// <summary>
    /// A PEM file with the certificates to trust for this server, such as of the house's own authority. Empty: those that the machine trusts.
    /// </summary>
    public string? TrustedCertificates { get; set; }

    /// <summary>The address mails come from. Default: no-reply at the host of <c>PublicUrl</c>.</summary>
    public string? From { get; set; }

    /// <summary>How long one mail may take, in seconds, 1–600.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    internal bool IsValid =>
        Port is >= 1 and <= 65535 && TimeoutSeconds is >= 1 and <= 600 && Enum.IsDefined(Security) && (string.IsNullOrEmpty(From) || From.Contains('@'));
}

/// <summary>How the connection to a mail server is encrypted.</summary>
public enum SmtpSecurity
{
    Auto,
    None,
    StartTls,
    Tls,
}
