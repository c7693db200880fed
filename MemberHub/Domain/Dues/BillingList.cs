using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>One charge to be written.</summary>
public sealed record BillingItem(long MemberId, MemberNumber Number, string CategoryName, int Units, Yen Amount);

/// <summary>
/// The charges of a billing run as one text: a head line, then a line per member, fields separated by tabs, in the order of the member numbers.
/// The same list is always the same text, so its digest names it.
/// </summary>
public sealed record BillingList(string Text)
{
    public const int DigestLength = 64;

    /// <summary>SHA-256 of the text in UTF-8, as 64 lower-case hex digits.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static BillingList Of(FiscalYear year, DateOnly payableFrom, DateOnly announceOn, IEnumerable<BillingItem> items)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{year}\t{payableFrom:O}\t{announceOn:O}\n");
        foreach (var item in items.OrderBy(item => item.Number))
        {
            text.Append(CultureInfo.InvariantCulture, $"{item.MemberId}\t{item.Number}\t{item.CategoryName.Replace('\t', ' ')}\t{item.Units}\t{item.Amount.Value}\n");
        }

        return new BillingList(text.ToString());
    }

    /// <summary>Reads the charges back; <see cref="FormatException"/> for a text that <see cref="Of"/> did not write.</summary>
    public IReadOnlyList<BillingItem> ToItems() => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Read)];

    private static BillingItem Read(string line) => line.Split('\t') is [var id, var number, var category, var units, var amount]
        ? new BillingItem(Number(id), MemberNumber.Parse(number), category, checked((int)Number(units)), new Yen(Number(amount)))
        : throw new FormatException("A line of a billing list has five fields.");

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
