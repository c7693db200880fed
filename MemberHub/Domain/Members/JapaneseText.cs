using System.Buffers;
using System.Text;

namespace MemberHub.Domain.Members;

/// <summary>
/// What people mean when they type with a Japanese keyboard: brings codes to half width and kana to full width. Forms and the
/// import use the same rules. Names are never rewritten, only freed of outer blanks.
/// </summary>
public static class JapaneseText
{
    private const char IdeographicSpace = '\u3000';

    // U+FF61 to U+FF9F in order; the last two are the voicing marks where nothing precedes that they could join.
    private const string FullWidthForms =
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

    private const string Voiceable = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    private const string HalfVoiceable = "はひふへほハヒフヘホ";

    private static readonly SearchValues<char> Dashes = SearchValues.Create("\u00AD‐‑‒–—―−﹣－ーｰ─");
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Where(code => char.IsControl((char)code) && code is not ('\t' or '\n' or '\r')).Select(code => (char)code),
         '\u2028', '\u2029', .. Span('\u202A', '\u202E'), .. Span('\u2066', '\u2069'), '\uFEFF', .. Span('\uFFF9', '\uFFFB'), '\uFFFE', '\uFFFF']);

    /// <summary>
    /// Member numbers, login IDs, e-mail addresses, amounts, dates: full-width letters, digits, signs and blanks in half width, every kind
    /// of dash as a hyphen, no outer blanks.
    /// </summary>
    public static string Code(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (Ascii.IsValid(trimmed))
        {
            return trimmed.Length == text.Length ? text : trimmed.ToString();
        }

        return string.Create(trimmed.Length, trimmed, static (result, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                result[i] = HalfWidth(source[i]);
            }
        });
    }

    /// <summary>A Japanese postal code (〒) as 123-4567; anything else, such as a code from abroad, in half width.</summary>
    public static string PostalCode(string text)
    {
        var code = Code(text.Trim().TrimStart('〒'));
        var digits = code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var isJapanese = digits.Length == 7 && digits.All(char.IsAsciiDigit) && (code.Length == 7 || IsSplitAfterThree(code));
        return isJapanese ? $"{digits[..3]}-{digits[3..]}" : code;
    }

    /// <summary>A telephone number in half width, with the hyphens and brackets as typed.</summary>
    public static string Phone(string text) => Code(text);

    /// <summary>A reading (ふりがな) in full width: half-width kana and loose voicing marks joined, blanks as 全角スペース; hiragana and katakana stay.</summary>
    public static string Kana(string text) => Joined(text.Trim(), isReading: true);

    /// <summary>A reading as <see cref="Kana"/>, in katakana throughout (フリガナ), as payment companies and banks ask for.</summary>
    public static string Katakana(string text) =>
        string.Concat(Kana(text).Select(sign => sign is (>= 'ぁ' and <= 'ゖ') or 'ゝ' or 'ゞ' ? (char)(sign - 'ぁ' + 'ァ') : sign));

    /// <summary>Any other text, such as an address: half-width kana in full width, no outer blanks, the rest as typed.</summary>
    public static string Text(string text)
    {
        var trimmed = text.Trim();
        return trimmed.AsSpan().ContainsAnyInRange('\uFF61', '\uFF9F') ? Joined(trimmed, isReading: false) : trimmed;
    }

    /// <summary>A name (氏名) exactly as typed, without outer blanks.</summary>
    public static string Name(string text) => text.Trim();

    /// <summary>
    /// A name typed into a form: as <see cref="Name"/>, but the one half-width blank between two Japanese names becomes a full-width one,
    /// as names are written on the roster. Names in Latin letters keep theirs.
    /// </summary>
    public static string PersonName(string text)
    {
        var name = Name(text);
        var blank = name.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && blank == name.LastIndexOf(' ') && HasKanjiOrKana(name[..blank]) && HasKanjiOrKana(name[blank..])
            ? $"{name[..blank]}{IdeographicSpace}{name[(blank + 1)..]}"
            : name;
    }

    /// <summary>Whether a text has at least one kanji, hiragana or katakana (also half-width).</summary>
    public static bool HasKanjiOrKana(string text) => text.Any(sign => sign is
        '々' or '〆' or (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF')
        or (>= '\uFF66' and <= '\uFF9F') or (>= '\uD840' and <= '\uD87F'));

    /// <summary>
    /// Whether a reading has only full-width kana, ー, ・ and blanks, as forms ask for. An empty reading is one, too (names in Latin letters).
    /// </summary>
    public static bool IsKana(string reading) => reading.All(sign =>
        sign is (>= 'ぁ' and <= 'ゖ') or (>= 'ァ' and <= 'ヺ') or 'ゝ' or 'ゞ' or 'ヽ' or 'ヾ' or 'ー' or '・' or IdeographicSpace);

    /// <summary>
    /// Whether a text has characters that no person types: control characters other than tab and line break, marks that turn the
    /// direction of writing, code points that are no characters, halves of surrogate pairs.
    /// </summary>
    public static bool HasControlCharacters(string text)
    {
        var signs = text.AsSpan();
        return signs.ContainsAny(Forbidden) || (signs.ContainsAnyInRange('\uD800', '\uDFFF') && !IsWellFormed(text));
    }

    private static char HalfWidth(char sign) => sign switch
    {
        _ when Dashes.Contains(sign) => '-',
        >= '！' and <= '～' => (char)(sign - '！' + '!'),
        IdeographicSpace or '\u00A0' => ' ',
        _ => sign,
    };

    private static bool IsSplitAfterThree(string code) => code.Length == 8 && code[3] is '-' or ' ';

    private static string Joined(string text, bool isReading)
    {
        var result = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            var last = result.Length > 0 ? result[^1] : '\0';
            if (Voiced(last, sign, isReading) is { } joined)
            {
                result[^1] = joined;
            }
            else
            {
                result.Append(sign switch
                {
                    >= '\uFF61' and <= '\uFF9F' => FullWidthForms[sign - '\uFF61'],
                    ' ' when isReading => IdeographicSpace,
                    _ => sign,
                });
            }
        }

        return result.ToString();
    }

    private static char? Voiced(char last, char mark, bool isReading)
    {
        var isVoicing = mark == 'ﾞ' || (isReading && mark is '゛' or '\u3099');
        var isHalfVoicing = mark == 'ﾟ' || (isReading && mark is '゜' or '\u309A');
        return (isVoicing, isHalfVoicing) switch
        {
            (true, _) when last is 'ウ' => 'ヴ',
            (true, _) when last is 'う' => 'ゔ',
            (true, _) when last is 'ワ' => 'ヷ',
            (true, _) when Voiceable.Contains(last, StringComparison.Ordinal) => (char)(last + 1),
            (_, true) when HalfVoiceable.Contains(last, StringComparison.Ordinal) => (char)(last + 2),
            _ => null,
        };
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<char> Span(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
