using System.Globalization;

namespace MemberHub.Platform.Mail;

/// <summary>Mail addresses as they stand in mail headers and commands.</summary>
public static class MailAddressText
{
    private const string AtomSigns = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>
    /// The address with its local part quoted where it is no dot-atom: older Japanese mobile addresses such as a..b@ or ab.@ live on
    /// and are only understood this way (RFC 5321 4.1.2). Throws <see cref="MailRefusedException"/> for text that is no address.
    /// </summary>
    public static string Quoted(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address[..at].Any(sign => sign is < ' ' or > '~'))
        {
            throw new MailRefusedException("not an address");
        }

        var (local, domain) = (address[..at], Ascii(address[(at + 1)..]));
        return IsDotAtom(local) ? $"{local}@{domain}" : $"{Quote(local)}@{domain}";
    }

    private static string Quote(string local)
    {
        var inner = local is ['"', .. var quoted, '"'] ? quoted : local;
        return $"\"{inner.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsDotAtom(string local) =>
        local.Split('.').All(atom => atom.Length > 0 && atom.All(sign => char.IsAsciiLetterOrDigit(sign) || AtomSigns.Contains(sign)));

    private static string Ascii(string domain)
    {
        try
        {
            var ascii = new IdnMapping().GetAscii(domain);
            return ascii.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-') ? ascii : throw new MailRefusedException("not an address");
        }
        catch (ArgumentException)
        {
            throw new MailRefusedException("not an address");
        }
    }
}
