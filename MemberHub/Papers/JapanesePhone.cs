using MemberHub.Domain.Members;
using PhoneNumbers;

namespace MemberHub.Papers;

/// <summary>Telephone numbers of Japan (電話番号) in the three parts in which forms ask for them.</summary>
public static class JapanesePhone
{
    private static readonly char[] Signs = ['-', ' ', '(', ')', '.'];

    /// <summary>
    /// The number with two hyphens, such as 090-1234-5678: its parts as typed, or else those of the numbering plan (総務省 電気通信番号計画), by which an area
    /// code (市外局番) has two digits to five. Null for a number from abroad, one with an extension, and one that the plan does not know.
    /// </summary>
    public static string? InThreeParts(string typed)
    {
        var code = JapaneseText.Phone(typed);
        if (code.StartsWith("+81", StringComparison.Ordinal))
        {
            code = $"0{code[3..].TrimStart(['0', .. Signs])}";
        }

        var parts = code.Split(Signs, StringSplitOptions.RemoveEmptyEntries);
        var digits = string.Concat(parts);
        return digits.Length is not (10 or 11) || digits[0] != '0' || !digits.All(char.IsAsciiDigit) ? null
            : parts.Length == 3 ? string.Join('-', parts)
            : ByThePlan(digits);
    }

    private static string? ByThePlan(string digits)
    {
        var plan = PhoneNumberUtil.GetInstance();
        var number = plan.Parse(digits, "JP");
        var shown = plan.Format(number, PhoneNumberFormat.NATIONAL);

        // Numbers of mobiles are given out in blocks, year by year; their parts are the same in all.
        return shown.Count(sign => sign == '-') == 2 && (digits.Length == 11 || plan.IsValidNumber(number)) ? shown : null;
    }
}
