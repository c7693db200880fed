using System.Text;

namespace MemberHub.Platform.Mail;

/// <summary>A received mail, or a part of one, taken apart: headers and body (RFC 5322, RFC 2045). Whatever the text is, reading it never fails.</summary>
internal sealed class MailPart
{
    /// <summary>More parts than this are no bounce but an attack.</summary>
    private const int MaxParts = 50;

    /// <summary>What follows on further lines is left out: no header that matters here is as long.</summary>
    private const int MaxHeaderLength = 2_000;

    private readonly Dictionary<string, string> headers;

    private MailPart(Dictionary<string, string> headers, string body) => (this.headers, Body) = (headers, body);

    /// <summary>As it was transferred, line ends as they came.</summary>
    public string Body { get; }

    /// <summary>The type in lower case, such as multipart/report.</summary>
    public string Type => this["Content-Type"].Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A header's first value with folded lines joined; empty where it is missing.</summary>
    public string this[string name] => headers.GetValueOrDefault(name, "");

    public static MailPart Read(string text)
    {
        var end = EndOfHeaders(text);
        return new MailPart(HeadersOf(text[..end]), end < text.Length ? text[end..].TrimStart('\r', '\n') : "");
    }

    /// <summary>The lines "Name: value" of a group, the first of each name; names in any letter case.</summary>
    public static Dictionary<string, string> HeadersOf(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = "";
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                if (last.Length > 0 && found[last].Length < MaxHeaderLength)
                {
                    found[last] += " " + line.Trim();
                }

                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon > 0 ? line[..colon].Trim() : "";
            last = name.Length > 0 && found.TryAdd(name, line[(colon + 1)..].Trim()) ? name : "";
        }

        return found;
    }

    /// <summary>The parts between its boundary lines; none where it has no boundary.</summary>
    public IReadOnlyList<MailPart> Parts()
    {
        if (Parameter("boundary") is not { Length: > 0 } boundary)
        {
            return [];
        }

        var pieces = ("\n" + Body).Split("\n--" + boundary, MaxParts + 2);
        return [.. pieces.Skip(1).TakeWhile(piece => !piece.StartsWith("--", StringComparison.Ordinal)).Take(MaxParts).Select(piece => Read(piece[(piece.IndexOf('\n') + 1)..]))];
    }

    /// <summary>The body as text of one byte a character, with base64 and quoted-printable undone.</summary>
    public string Decoded()
    {
        switch (this["Content-Transfer-Encoding"].ToLowerInvariant())
        {
            case "base64":
                var bytes = new byte[Body.Length];
                return Convert.TryFromBase64String(string.Concat(Body.Where(sign => !char.IsWhiteSpace(sign))), bytes, out var length) ? Encoding.Latin1.GetString(bytes, 0, length) : "";
            case "quoted-printable":
                return QuotedPrintable(Body);
            default:
                return Body;
        }
    }

    private string Parameter(string name)
    {
        foreach (var piece in this["Content-Type"].Split(';').Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && piece[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return piece[(equals + 1)..].Trim().Trim('"');
            }
        }

        return "";
    }

    // The first blank line; a part may begin with it.
    private static int EndOfHeaders(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var feed = text.IndexOf('\n', i);
            var line = text.AsSpan(i, (feed < 0 ? text.Length : feed) - i).TrimEnd('\r');
            if (line.IsEmpty)
            {
                return i;
            }

            i = feed < 0 ? text.Length : feed + 1;
        }

        return text.Length;
    }

    private static string QuotedPrintable(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                plain.Append(text[i]);
            }
            else if (i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                plain.Append((char)Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                // A soft line break, with or without a carriage return.
                i += i + 1 < text.Length && text[i + 1] == '\r' ? 2 : 1;
            }
        }

        return plain.ToString();
    }
}
