using System.Text;

namespace MemberHub.Platform.Mail;

/// <summary>
/// Reads what a mail server answers when it could not deliver (RFC 3464, inside multipart/report of RFC 6522). Whatever the bytes are, they are read or called
/// unknown, in a time that grows with their length only.
/// </summary>
public static class BounceReader
{
    /// <summary>Longer addresses do not exist (RFC 5321).</summary>
    private const int MaxAddressLength = 254;

    private const int MaxReports = 50;

    private static readonly BounceFile Unknown = new(BounceFileKind.Unknown, null, []);

    public static BounceFile Read(ReadOnlySpan<byte> bytes)
    {
        var mail = MailPart.Read(Encoding.Latin1.GetString(bytes));
        if (mail.Type != "multipart/report")
        {
            return mail["Auto-Submitted"].StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase) ? new(BounceFileKind.AutoReply, null, []) : Unknown;
        }

        var parts = mail.Parts();
        if (parts.FirstOrDefault(part => part.Type is "message/delivery-status" or "message/global-delivery-status") is not { } status)
        {
            return Unknown;
        }

        var groups = Groups(status.Decoded());
        var recipients = groups.Where(group => group.ContainsKey("Action") || group.ContainsKey("Status")).ToList();
        return recipients.Count == 0
            ? Unknown
            : new BounceFile(BounceFileKind.Report, MailIdOf(mail, parts), [.. recipients.Select(ReportOf).OfType<BounceReport>().Take(MaxReports)]);
    }

    private static BounceReport? ReportOf(Dictionary<string, string> group)
    {
        var status = StatusOf(group.GetValueOrDefault("Status", ""));
        BounceKind? kind = (group.GetValueOrDefault("Action", "").ToLowerInvariant(), status) switch
        {
            ("delivered" or "relayed" or "expanded", _) => null,
            ("delayed", _) => BounceKind.Transient,

            // RFC 3464, 2.3.3: no further attempt is made, whatever the number says of the last one.
            ("failed", _) => BounceKind.Permanent,
            (_, ['4', ..]) => BounceKind.Transient,
            (_, ['5', ..]) => BounceKind.Permanent,
            _ => null,
        };
        var recipient = AddressOf(group.GetValueOrDefault("Original-Recipient", "")) is { Length: > 0 } original ? original : AddressOf(group.GetValueOrDefault("Final-Recipient", ""));
        return kind is { } found
            ? new BounceReport(found, status.Length > 0 ? status : found == BounceKind.Permanent ? "5.0.0" : "4.0.0", recipient, found == BounceKind.Permanent && IsDead(status))
            : null;
    }

    // RFC 3463: 5.1 speaks of the address, 5.2.1 of a box that is closed; a server that gives no number says no more than that it failed for good.
    private static bool IsDead(string status) => status is "" or "5.2.1" || status.StartsWith("5.1.", StringComparison.Ordinal);

    // "5.1.1" or "5.1.1 (bad destination)".
    private static string StatusOf(string text)
    {
        var word = text.Split(' ', '\t', '(')[0];
        return word.Split('.') is [{ Length: 1 } first, { Length: >= 1 and <= 3 } second, { Length: >= 1 and <= 3 } third] && new[] { first, second, third }.All(number => number.All(char.IsAsciiDigit)) ? word : "";
    }

    // "rfc822; taro@example.jp", a local part perhaps quoted, as we quote unusual ones.
    private static string AddressOf(string text)
    {
        var address = text[(text.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');
        if (address is ['"', ..] && address.LastIndexOf("\"@", StringComparison.Ordinal) is var quote and > 0)
        {
            address = address[1..quote].Replace("\\", "", StringComparison.Ordinal) + address[(quote + 1)..];
        }

        return address.Length <= MaxAddressLength && address.Contains('@', StringComparison.Ordinal) && address.All(sign => sign is > ' ' and <= '~') ? address : "";
    }

    /// <summary>From our own header or the Message-ID of the mail that came back, or from the address the report was sent to.</summary>
    private static string? MailIdOf(MailPart mail, IReadOnlyList<MailPart> parts)
    {
        foreach (var part in parts.Where(part => part.Type is "message/rfc822" or "text/rfc822-headers" or "message/rfc822-headers" or "message/global" or "message/global-headers"))
        {
            var returned = MailPart.Read(part.Decoded());
            if (OutgoingMail.IdIn(returned[MailFile.IdHeader]) is { } own)
            {
                return own;
            }

            if (OutgoingMail.IdIn(returned["Message-ID"].TrimStart('<').Split('@')[0]) is { } id)
            {
                return id;
            }
        }

        return new[] { mail["Delivered-To"], mail["X-Original-To"], mail["To"] }.Select(InVerp).FirstOrDefault(id => id is not null);
    }

    // bounce+1a2b-7@example.jp
    private static string? InVerp(string address)
    {
        var local = address[(address.LastIndexOf('<') + 1)..].Split('@')[0];
        return local.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 ? OutgoingMail.IdIn(local[(plus + 1)..]) : null;
    }

    private static IReadOnlyList<Dictionary<string, string>> Groups(string text) =>
        [.. text.Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n", MaxReports + 2).Select(MailPart.HeadersOf).Where(group => group.Count > 0)];
}
