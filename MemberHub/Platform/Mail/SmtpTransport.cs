using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MemberHub.Platform.Mail;

/// <summary>Hands mails to a mail server over SMTP (RFC 5321), one connection per mail.</summary>
/// <remarks>
/// Our own because the framework's client refuses addresses with unusual dots, knows no TLS from the first byte (port 465) and cannot be
/// given the finished bytes of a mail.
/// </remarks>
/// <param name="bounceAddress">Where undeliverable mail goes back to; {id} in it becomes the mail's name.</param>
public sealed class SmtpTransport(SmtpOptions options, string fromAddress, string bounceAddress) : IMailTransport
{
    /// <summary>Undeliverable mail goes back to the address mails come from.</summary>
    public SmtpTransport(SmtpOptions options, string fromAddress)
        : this(options, fromAddress, fromAddress)
    {
    }

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var content = MailFile.Render(mail, fromAddress);
        var recipient = MailAddressText.Quoted(mail.To);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        using var client = new TcpClient();
        await client.ConnectAsync(options.Host!, options.Port, timeout.Token);
        await using var dialogue = new SmtpDialogue(client.GetStream());
        await GreetAsync(dialogue, timeout.Token);
        await SignInAsync(dialogue, timeout.Token);
        await dialogue.AskAsync($"MAIL FROM:<{MailAddressText.Quoted(bounceAddress.Replace("{id}", mail.Id, StringComparison.Ordinal))}>", timeout.Token);
        await dialogue.AskAsync($"RCPT TO:<{recipient}>", timeout.Token);
        await dialogue.AskAsync("DATA", timeout.Token);
        await dialogue.SendContentAsync(content, timeout.Token);
        await TryQuitAsync(dialogue, timeout.Token);
    }

    private async Task GreetAsync(SmtpDialogue dialogue, CancellationToken cancel)
    {
        if (options.Security == SmtpSecurity.Tls)
        {
            await dialogue.EncryptAsync(options.Host!, Trusted(), cancel);
        }

        await dialogue.HearAsync("greeting", cancel);
        await dialogue.HelloAsync(cancel);
        var wanted = options.Security is SmtpSecurity.StartTls || options.Security is SmtpSecurity.Auto && dialogue.Offers("STARTTLS");
        if (!wanted || dialogue.IsEncrypted)
        {
            return;
        }

        if (!dialogue.Offers("STARTTLS"))
        {
            throw new MailDelayedException("The server offers no encryption");
        }

        await dialogue.AskAsync("STARTTLS", cancel);
        await dialogue.EncryptAsync(options.Host!, Trusted(), cancel);
        await dialogue.HelloAsync(cancel);
    }

    private async Task SignInAsync(SmtpDialogue dialogue, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(options.User))
        {
            return;
        }

        if (!dialogue.IsEncrypted && options.Security != SmtpSecurity.None)
        {
            throw new MailDelayedException("The password is not sent without encryption");
        }

        var password = options.Password ?? "";
        if (dialogue.Offers("AUTH", "PLAIN"))
        {
            await dialogue.AskAsync($"AUTH PLAIN {Base64($"\0{options.User}\0{password}")}", cancel);
        }
        else if (dialogue.Offers("AUTH", "LOGIN"))
        {
            await dialogue.AskAsync("AUTH LOGIN", cancel);
            await dialogue.AskAsync(Base64(options.User), cancel);
            await dialogue.AskAsync(Base64(password), cancel);
        }
        else
        {
            throw new MailDelayedException("No known way to sign in");
        }
    }

    /// <summary>The mail is with the server already: how it says good-bye does not matter, and a failure would send it twice.</summary>
    private static async Task TryQuitAsync(SmtpDialogue dialogue, CancellationToken cancel)
    {
        try
        {
            await dialogue.AskAsync("QUIT", cancel);
        }
        catch (Exception error) when (error is IOException or MailDelayedException or MailRefusedException or OperationCanceledException)
        {
        }
    }

    // Read for each mail: a renewed file counts without a restart.
    private X509Certificate2Collection? Trusted()
    {
        if (string.IsNullOrEmpty(options.TrustedCertificates))
        {
            return null;
        }

        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(options.TrustedCertificates);
        return trusted;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
