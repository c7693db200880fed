using System.Globalization;
using System.Text;
using MemberHub.Domain;

namespace MemberHub.Platform.Files.Deposits;

/// <summary>One record of 200 bytes; positions are counted from 1, as the bank's tables do.</summary>
internal readonly record struct ZenginRecord(int Row, ReadOnlyMemory<byte> Bytes)
{
    public const int Length = 200;

    private const int FoundMaxLength = 40;

    private static readonly Encoding Cp932 =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;

    public char Type => (char)Bytes.Span[0];

    /// <summary>The text without outer blanks; bytes that are no CP932 become U+FFFD and are found by <see cref="IsReadable"/>.</summary>
    public string Text(int from, int until) => Cp932.GetString(TwiceInCp932.ToDecodable(Bytes.Span[(from - 1)..until])).Trim(' ', '\u3000');

    /// <summary>Whether a text has no control characters and nothing that CP932 does not know.</summary>
    public static bool IsReadable(string text) => !text.AsSpan().ContainsAnyInRange('\u0000', '\u001F') && text.AsSpan().IndexOfAny("\u007F\u0080\u00A0\uFFFD\uF8F0\uF8F1\uF8F2\uF8F3") < 0;

    /// <summary>A number of digits, blanks before it allowed; null for anything else.</summary>
    public long? Number(int from, int until)
    {
        var span = Bytes.Span[(from - 1)..until].Trim((byte)' ');
        if (span.IsEmpty)
        {
            return null;
        }

        long value = 0;
        foreach (var sign in span)
        {
            if (sign is < (byte)'0' or > (byte)'9')
            {
                return null;
            }

            value = (value * 10) + (sign - '0');
        }

        return value;
    }

    /// <summary>
    /// A Japanese date of six digits without an era: the newest era whose year has come by <paramref name="today"/>, or comes within a month, as on the first
    /// bank day of a year for money of the last days before it. Null when it is no day.
    /// </summary>
    public DateOnly? Day(int from, DateOnly today)
    {
        if (Number(from, from + 5) is not { } digits || Bytes.Span[from - 1] == ' ')
        {
            return null;
        }

        var (year, month, day) = ((int)(digits / 10_000), (int)(digits / 100 % 100), (int)(digits % 100));
        if (year == 0 || month is < 1 or > 12 || day < 1)
        {
            return null;
        }

        // 令和, 平成, 昭和.
        foreach (var before in (ReadOnlySpan<int>)[2018, 1988, 1925])
        {
            var isDay = day <= DateTime.DaysInMonth(before + year, month);
            if (before + year <= today.Year)
            {
                return isDay ? new DateOnly(before + year, month, day) : null;
            }

            if (isDay && new DateOnly(before + year, month, day) is var coming && coming <= today.AddMonths(1))
            {
                return coming;
            }
        }

        return null;
    }

    public DepositFault Fault(DepositColumn column, DepositFaultReason reason, int from, int until) =>
        new(Row, column, reason, Found: Cut(Text(from, until)));

    public DepositFault Differs(DepositColumn column, long expected, long found) => new(
        Row, column, DepositFaultReason.DiffersFromLines, expected.ToString(CultureInfo.InvariantCulture), found.ToString(CultureInfo.InvariantCulture));

    internal static string Cut(string text)
    {
        var clean = new string([.. text.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]);
        return clean.Length > FoundMaxLength ? clean[..FoundMaxLength] : clean;
    }
}
