namespace MemberHub.Domain.Members;

/// <summary>Telephone numbers of Japan (電話番号) in the three parts in which forms ask for them.</summary>
public static class JapanesePhone
{
    private static readonly char[] Signs = ['-', ' ', '(', ')', '.'];

    /// <summary>
    /// The number with two hyphens, such as 090-1234-5678: its parts as typed, or else by the rules of the numbering plan (総務省 電気通信番号計画) where its
    /// first digits alone say them: mobile and IP numbers, free and shared ones, 03 and 06. Null for a number whose parts nobody can tell: one from
    /// abroad, one with an extension, and one without hyphens whose area code (市外局番) may be three digits long or five.
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
        if (digits.Length is not (10 or 11) || digits[0] != '0' || !digits.All(char.IsAsciiDigit))
        {
            return null;
        }

        return parts.Length == 3 ? string.Join('-', parts) : digits switch
        {
            ['0', '8', '0', '0', ..] => digits.Length == 11 ? Cut(digits, 4, 3) : null,
            ['0', '2' or (>= '5' and <= '9'), '0', ..] when digits.Length == 11 => Cut(digits, 3, 4),
            _ when digits.Length == 11 => null,
            ['0', '1', '2', '0', ..] or ['0', '5', '7', '0', ..] or ['0', '9', '9', '0', ..] => Cut(digits, 4, 3),
            ['0', '3' or '6', ..] => Cut(digits, 2, 4),
            _ => null,
        };
    }

    private static string Cut(string digits, int first, int second) => $"{digits[..first]}-{digits[first..(first + second)]}-{digits[(first + second)..]}";
}
