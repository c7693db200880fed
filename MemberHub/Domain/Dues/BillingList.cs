using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>One charge to be written.</summary>
public sealed record BillingItem(long MemberId, MemberNumber Number, string CategoryName, int Units, Yen Amount);

/// <summary>The days that every charge of a billing run carries, beside the one from which it can be paid.</summary>
/// <param name="DueOn">納入期限.</param>
/// <param name="PeriodStart">First day of the fiscal year charged.</param>
/// <param name="PeriodEnd">Last day of the fiscal year charged.</param>
public sealed record BillingDays(DateOnly DueOn, DateOnly PeriodStart, DateOnly PeriodEnd)
{
    /// <summary>As the society's calendar has them today.</summary>
    public static BillingDays Of(FiscalYear year, PaymentCalendar calendar) => new(calendar.DueOn(year), calendar.FirstDay(year), calendar.LastDay(year));
}

/// <summary>
/// The charges of a billing run as one text: a head line, then a line per member, fields separated by tabs, in the order of the member numbers.
/// The head has the year and all days of the charges: what is released is what is written, whatever becomes of the settings meanwhile.
/// The same list is always the same text, so its digest names it.
/// </summary>
public sealed record BillingList(string Text)
{
    public const int DigestLength = 64;

    /// <summary>SHA-256 of the text in UTF-8, as 64 lower-case hex digits.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static BillingList Of(FiscalYear year, DateOnly payableFrom, DateOnly announceOn, BillingDays days, IEnumerable<BillingItem> items)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{year}\t{payableFrom:O}\t{announceOn:O}\t{days.DueOn:O}\t{days.PeriodStart:O}\t{days.PeriodEnd:O}\n");
        foreach (var item in items.OrderBy(item => item.Number))
        {
            text.Append(CultureInfo.InvariantCulture, $"{item.MemberId}\t{item.Number}\t{item.CategoryName.Replace('\t', ' ')}\t{item.Units}\t{item.Amount.Value}\n");
        }

        return new BillingList(text.ToString());
    }

    /// <summary>Reads the charges back; <see cref="FormatException"/> for a text that <see cref="Of"/> did not write.</summary>
    public IReadOnlyList<BillingItem> ToItems() => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Read)];

    /// <summary>Reads the days back; null for a list of the time when its head had none of them. <see cref="FormatException"/> as above.</summary>
    public BillingDays? ToDays() => Text[..Math.Max(0, Text.IndexOf('\n', StringComparison.Ordinal))].Split('\t') switch
    {
        [_, _, _] => null,
        [_, _, _, var due, var start, var end] => new(Day(due), Day(start), Day(end)),
        _ => throw new FormatException("The head of a billing list has six fields."),
    };

    private static BillingItem Read(string line) => line.Split('\t') is [var id, var number, var category, var units, var amount]
        ? new BillingItem(Number(id), MemberNumber.Parse(number), category, checked((int)Number(units)), new Yen(Number(amount)))
        : throw new FormatException("A line of a billing list has five fields.");

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
