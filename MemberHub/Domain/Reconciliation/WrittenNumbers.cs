using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;

namespace MemberHub.Domain.Reconciliation;

/// <summary>
/// The numbers in a deposit's text. One with a series' letter, such as I-2026-000482, names a paper of that series and nothing else: its digits are
/// no invoice's of another series and no member's.
/// </summary>
/// <param name="Slips">Numbers of payment slips (請求番号) as <see cref="SlipNumber"/> writes them.</param>
/// <param name="Invoices">Numbers written with the invoices' letter, as year and digits: 2026000482.</param>
/// <param name="Bare">All other numbers, as <see cref="PayerName.Numbers"/> reads them.</param>
internal sealed partial record WrittenNumbers(IReadOnlyList<string> Slips, IReadOnlyList<string> Invoices, IReadOnlyList<string> Bare)
{
    public static WrittenNumbers Of(string text)
    {
        var plain = JapaneseText.Code(text).ToUpperInvariant();
        var (slips, invoices) = (new List<string>(), new List<string>());
        foreach (Match found in Lettered().Matches(plain))
        {
            var (year, digits) = (int.Parse(found.Groups["year"].ValueSpan, CultureInfo.InvariantCulture), found.Groups["digits"].Value);
            if (found.Groups["series"].Value == "S" && SlipNumber.OrderIn($"S-{year:D4}-{digits}") is { } orderId)
            {
                slips.Add(SlipNumber.Of(orderId, year));
            }
            else if (found.Groups["series"].Value == "I")
            {
                invoices.Add(string.Create(CultureInfo.InvariantCulture, $"{year:D4}{long.Parse(digits, CultureInfo.InvariantCulture):D6}"));
            }
        }

        return new WrittenNumbers(slips, invoices, PayerName.Numbers(Lettered().Replace(plain, " ")));
    }

    // Before a number without hyphens a blank may part a name's last letter from what the payer was asked to write.
    [GeneratedRegex("(?<![A-Z0-9])(?<series>[A-Z])(?: ?-? ?(?<year>[0-9]{4}) ?- ?(?<digits>[0-9]{1,12})|-?(?<year>[0-9]{4})(?<digits>[0-9]{6,12}))(?![0-9])")]
    private static partial Regex Lettered();
}
