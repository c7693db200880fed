using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Mail;

/// <summary>Where mails go, as the settings say: a folder, a mail server, or nowhere yet.</summary>
public sealed class MailDelivery(IOptions<MailOptions> options, MailSender sender)
{
    private IMailTransport? transport;

    /// <summary>False while neither a folder nor a mail server is set: mails wait.</summary>
    public bool IsConfigured => Folder is not null || Server is not null;

    /// <summary>The folder's full path, or null.</summary>
    public string? Folder => options.Value.Folder is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>The mail server's name, or null.</summary>
    public string? Server => options.Value.Smtp.Host is { Length: > 0 } host ? host : null;

    /// <inheritdoc cref="IMailTransport.SendAsync"/>
    public Task SendAsync(OutgoingMail mail, CancellationToken cancel) => (transport ??= Choose()).SendAsync(mail, cancel);

    // Not in the constructor: the address the server listens on is known only once it listens.
    private IMailTransport Choose()
    {
        var from = sender.Address;
        return Folder is { } folder ? new FolderTransport(folder, from)
            : Server is not null ? new SmtpTransport(options.Value.Smtp, from, options.Value.BounceAddress is { Length: > 0 } bounces ? bounces : from)
            : throw new InvalidOperationException("Neither Mail:Folder nor Mail:Smtp:Host is set.");
    }
}
