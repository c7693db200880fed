using System.Text;
using System.Text.RegularExpressions;

namespace MemberHub.Domain.Reconciliation;

/// <summary>
/// Names as banks write them. A transfer carries half-width kana without small letters, long marks or ヲ, voicing marks as signs of their own,
/// a legal form in brackets, and often a number before the name. Folding brings the roster's ふりがな and the bank's text to the same key.
/// </summary>
public static partial class PayerName
{
    /// <summary>Banks cut a name to 48 signs; with a message to 26.</summary>
    public const int ShortestCut = 20;

    private const string Small = "ァィゥェォッャュョヮヵヶ";
    private const string Large = "アイウエオツヤユヨワカケ";
    private const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ";
    private const string Plain = "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホウ";

    private static readonly Dictionary<char, char> HalfWidth = Enumerable.Range('ｦ', 'ﾝ' - 'ｦ' + 1)
        .ToDictionary(half => ((char)half).ToString().Normalized(NormalizationForm.FormKC)[0], half => (char)half);

    // Longest first, so that イッパンシャダン goes before シャダン. Folded, as the text is when they are looked for.
    private static readonly string[] LegalForms =
    [
        "トクテイヒエイリカツドウホウジン", "チホウドクリツギヨウセイホウジン", "ドクリツギヨウセイホウジン", "コクリツダイガクホウジン", "コウエキシヤダンホウジン",
        "コウエキザイダンホウジン", "イツパンシヤダンホウジン", "イツパンザイダンホウジン", "シヤカイイリヨウホウジン", "シヤカイフクシホウジン", "イリヨウホウジンシヤダン",
        "イリヨウホウジンザイダン", "カブシキガイシヤ", "ユウゲンガイシヤ", "ゴウドウガイシヤ", "イリヨウホウジン", "ガツコウホウジン", "シユウキヨウホウジン", "シヤダンホウジン", "ザイダンホウジン",
    ];

    /// <summary>The key by which two spellings of a name are the same: full-width katakana and capital letters only. Empty for a text without letters.</summary>
    public static string Fold(string text)
    {
        var kana = Katakana(text);
        var bare = Abbreviation().Replace(kana, " ");
        var letters = new StringBuilder(bare.Length);
        foreach (var sign in bare)
        {
            if (sign is (>= 'ァ' and <= 'ヺ') or (>= 'A' and <= 'Z') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or '々')
            {
                letters.Append(sign);
            }
        }

        var key = letters.ToString();
        foreach (var form in LegalForms)
        {
            if (key.Length > form.Length && key.Contains(form, StringComparison.Ordinal))
            {
                key = key.Replace(form, "", StringComparison.Ordinal);
            }
        }

        return key;
    }

    /// <summary>A folded key without voicing: ヤマザキ and ヤマサキ are the same then. Only a hint.</summary>
    public static string Loosen(string folded)
    {
        var loose = new StringBuilder(folded.Length);
        foreach (var sign in folded)
        {
            var at = Voiced.IndexOf(sign, StringComparison.Ordinal);
            loose.Append(at < 0 ? sign : Plain[at]);
        }

        return loose.ToString();
    }

    /// <summary>A text as a bank writes it: kana in half width without small letters, voicing marks as signs of their own, - for a long mark, capital letters.</summary>
    public static string AsBanksWrite(string text) => string.Concat(Bmp(text).Normalized(NormalizationForm.FormKD).ToUpperInvariant().Select(sign =>
    {
        var kana = sign is >= 'ぁ' and <= 'ゖ' ? (char)(sign + 0x60) : sign;
        var small = Small.IndexOf(kana, StringComparison.Ordinal);
        return kana switch
        {
            '\u3099' => 'ﾞ',
            '\u309A' => 'ﾟ',
            'ー' => '-',
            _ => HalfWidth.GetValueOrDefault(small < 0 ? kana : Large[small], kana),
        };
    }));

    /// <summary>The numbers in a text, as digits with their leading zeros; hyphens within a number are dropped, so I-2026-000482 gives 2026000482 too.</summary>
    public static IReadOnlyList<string> Numbers(string text)
    {
        var plain = Bmp(text).Normalized(NormalizationForm.FormKC);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match match in Digits().Matches(plain))
        {
            found.Add(match.Value);
        }

        foreach (Match match in Joined().Matches(plain))
        {
            found.Add(match.Value.Replace("-", "", StringComparison.Ordinal));
        }

        return [.. found];
    }

    // No bank sends signs beyond the basic plane, and half of one, or what is no sign, could not be normalised.
    private static string Bmp(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.AsSpan().ContainsAnyInRange('\uFFF0', '\uFFFF')
        ? new string([.. text.Where(sign => sign < '\uFFF0' && !char.IsSurrogate(sign))])
        : text;

    private static string Katakana(string text)
    {
        // Loose full-width marks do not compose by themselves; the half-width ones do.
        var plain = Bmp(text).Replace('゛', '\u3099').Replace('゜', '\u309A').Replace('ー', '-').Replace('ｰ', '-').Normalized(NormalizationForm.FormKC).ToUpperInvariant();
        var result = new StringBuilder(plain.Length);
        foreach (var sign in plain)
        {
            var kana = sign is >= 'ぁ' and <= 'ゖ' ? (char)(sign + 0x60) : sign;
            var small = Small.IndexOf(kana, StringComparison.Ordinal);
            result.Append(small >= 0 ? Large[small] : kana switch { 'ヲ' => 'オ', 'ヂ' => 'ジ', 'ヅ' => 'ズ', _ => kana });
        }

        return result.ToString();
    }

    // カ) イ) ガク) … before a name, (カ (イ after it, (カ) in the middle.
    [GeneratedRegex(@"(?<![ァ-ヺ])(?:カ|ユ|ド|メ|シ|シヤ|ザイ|ガク|イ|フク|シユウ|ダイ|ドク|チドク|トクヒ|ソ|フクシ)\)|\((?:カ|ユ|ド|メ|シ|シヤ|ザイ|ガク|イ|フク|シユウ|ダイ|ドク|チドク|トクヒ|ソ|フクシ)(?:\)|$)")]
    private static partial Regex Abbreviation();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex("[0-9]+(?:-[0-9]+)+")]
    private static partial Regex Joined();
}
