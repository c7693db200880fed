using System.Text;
using System.Text.RegularExpressions;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>A mail as a mail program reads it.</summary>
internal sealed record ReceivedMail(string To, string From, string Subject, string Body)
{
    /// <summary>The path and query of the first link.</summary>
    public string Link => new Uri(Regex.Match(Body, @"https?://\S+").Value).PathAndQuery;

    /// <summary>The code of six digits that stands in it.</summary>
    public string Code => Regex.Match(Body, @"(?<!\d)\d{6}(?!\d)").Value;

    public static ReceivedMail Read(byte[] file)
    {
        var text = Encoding.ASCII.GetString(file);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Regex.Replace(text[..end], "\r\n[ \t]+", " ").Split("\r\n")
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => Decode(parts[1]));
        Assert.Equal("base64", headers["Content-Transfer-Encoding"]);
        return new(headers["To"], headers["From"], headers["Subject"], Encoding.UTF8.GetString(Convert.FromBase64String(text[end..])));
    }

    // Blanks between two encoded words belong to neither (RFC 2047).
    private static string Decode(string value) => Regex.Replace(
        Regex.Replace(value, @"\?=\s+=\?", "?==?"),
        @"=\?utf-8\?B\?([^?]*)\?=",
        word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));
}
