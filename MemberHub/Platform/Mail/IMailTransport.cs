namespace MemberHub.Platform.Mail;

/// <summary>Takes mails away: to a mail server or into a folder.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Hands over one mail. Throws <see cref="MailRefusedException"/> for a mail that will never be taken; any other exception means
    /// that a later attempt may succeed.
    /// </summary>
    Task SendAsync(OutgoingMail mail, CancellationToken cancel);
}

/// <summary>The mail was refused for good, such as an unknown mailbox. The message carries codes only, no address and no text of the server.</summary>
public sealed class MailRefusedException(string message) : Exception(message);

/// <summary>The mail server did not take the mail this time. The message carries codes only, no address and no text of the server.</summary>
public sealed class MailDelayedException(string message) : Exception(message);
