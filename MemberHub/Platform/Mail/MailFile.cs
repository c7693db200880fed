using System.Globalization;
using System.Text;

namespace MemberHub.Platform.Mail;

/// <summary>A mail as bytes (RFC 5322 and MIME): UTF-8, base64 throughout, so that no server on the way changes it.</summary>
public static class MailFile
{
    /// <summary>Carries the mail's <see cref="OutgoingMail.Id"/>: some servers write a Message-ID of their own.</summary>
    internal const string IdHeader = "X-MemberHub-Mail";

    // Makes words of 64 characters: the first one shares its line of 76 with the header's name (RFC 2047).
    private const int EncodedBytesPerWord = 39;

    public static byte[] Render(OutgoingMail mail, string fromAddress)
    {
        var text = new StringBuilder();
        Header("Date", mail.WrittenUtc.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header("Message-ID", $"<{mail.Id}@{fromAddress[(fromAddress.LastIndexOf('@') + 1)..]}>");
        Header(IdHeader, mail.Id);
        Header("From", mail.SenderName.Length == 0 ? Address(fromAddress) : $"{Encoded(mail.SenderName)}\r\n <{Address(fromAddress)}>");
        if (mail.ReplyTo is not null)
        {
            Header("Reply-To", Address(mail.ReplyTo));
        }

        Header("To", Address(mail.To));
        Header("Subject", Encoded(mail.Subject));
        Header("Auto-Submitted", "auto-generated");
        if (mail.UnsubscribeUrl is not null)
        {
            Header("List-Unsubscribe", $"<{mail.UnsubscribeUrl}>");
            Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        Header("MIME-Version", "1.0");
        Header("Content-Type", "text/plain; charset=utf-8");
        Header("Content-Transfer-Encoding", "base64");
        text.Append("\r\n").Append(Lines(mail.Body)).Append("\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());

        void Header(string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static string Address(string address) => MailAddressText.Quoted(address);

    private static string Lines(string body)
    {
        var normalised = body.ReplaceLineEndings("\r\n");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(normalised), Base64FormattingOptions.InsertLineBreaks);
    }

    /// <summary>Encoded words, never cut inside a character.</summary>
    private static string Encoded(string value)
    {
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in value.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(Rune.IsControl(rune) ? " " : rune.ToString());
            if (word.Count + bytes.Length > EncodedBytesPerWord)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes);
        }

        words.Add(Word(word));
        return string.Join("\r\n ", words);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String(bytes.ToArray())}?=";
}
