using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Mail;

/// <summary>Whom our mails come from, as the settings say; pages name it, so that people can allow it in their mail programs.</summary>
public sealed class MailSender(IOptions<MailOptions> options, PublicAddress address)
{
    /// <summary>Mail:Smtp:From, else no-reply at the host of <c>PublicUrl</c>.</summary>
    public string Address => options.Value.Smtp.From is { Length: > 0 } sender ? sender : $"no-reply@{address.Host}";

    /// <summary>What stands after the @.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..].TrimEnd('>');
}
