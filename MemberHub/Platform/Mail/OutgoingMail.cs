using System.Globalization;

namespace MemberHub.Platform.Mail;

/// <summary>A mail in plain text as it goes to a transport.</summary>
/// <param name="Id">Letters, digits and hyphens that name the mail for ever, so that one handed over twice can be told.</param>
/// <param name="WrittenUtc">When it was written, UTC.</param>
/// <param name="To">One address, as the member typed it; dots in odd places are allowed.</param>
/// <param name="SenderName">Who writes, such as the society's name; the address behind it is a setting.</param>
/// <param name="ReplyTo">Where answers go, such as the office's address; null for nowhere else.</param>
public sealed record OutgoingMail(string Id, DateTime WrittenUtc, string To, string Subject, string Body, string SenderName = "", string? ReplyTo = null)
{
    private const int MaxIdLength = 40;

    /// <summary>Where the reader stops mails of this kind with one click (RFC 8058); null where that cannot be declined.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>The name of a mail written at a moment (UTC) under a key.</summary>
    public static string IdOf(DateTime writtenUtc, long key) => string.Create(CultureInfo.InvariantCulture, $"{writtenUtc.Ticks:x}-{key}");

    /// <summary>The key in a mail's name; null for what is no name of ours.</summary>
    public static long? KeyIn(string id) => id.Length <= MaxIdLength && id.Split('-') is [{ Length: > 0 } ticks, var key] && ticks.All(char.IsAsciiHexDigitLower)
        && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The text where it is a mail's name, else null.</summary>
    internal static string? IdIn(string text) => KeyIn(text.Trim()) is null ? null : text.Trim();
}
