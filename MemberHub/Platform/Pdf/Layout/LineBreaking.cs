namespace MemberHub.Platform.Pdf.Layout;

/// <summary>Where a Japanese line may end (禁則処理): what JIS X 4051 forbids at the start and the end of a line, and what stays together.</summary>
public static class LineBreaking
{
    private const string NeverFirst =
        "、。，．・：；？！）」』】〕〉》〙〗｝］”’ゝゞヽヾ々〻ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ゛゜〜～‐–％‰℃′″"
        + "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ,.:;!?)]}%";

    private const string NeverLast = "（「『【〔〈《〘〖｛［“‘＄￥＃№〒([{$¥£#｢";

    /// <summary>What belongs to the number before it, as in 12,000円 or 2026年11月22日.</summary>
    private const string Counters = "円年月日時分号丁番階個名件歳条項度";

    private const string PhraseEnds = "、。，．・：；？！）」』】〕〉》";

    private const string Inseparable = "—…‥―";

    /// <summary>Whether a line may end between two neighbouring code points.</summary>
    public static bool IsAllowed(int before, int after)
    {
        if (IsSpace(after) || before == '\u00A0' || after == '\u00A0')
        {
            return false;
        }

        if (IsSpace(before))
        {
            return true;
        }

        return !Contains(NeverFirst, after)
            && !Contains(NeverLast, before)
            && !(IsWord(before) && IsWord(after))
            && !(IsDigit(before) && Contains(Counters, after))
            && !(before == after && Contains(Inseparable, before));
    }

    /// <summary>How good a place this is for a line to end, in the eye of a reader.</summary>
    public static BreakQuality QualityOf(int before, int after)
    {
        if (!IsAllowed(before, after))
        {
            return BreakQuality.Forbidden;
        }

        if (IsSpace(before))
        {
            return BreakQuality.Space;
        }

        return Contains(PhraseEnds, before) || Contains(NeverLast, after) || (IsHiragana(before) && !IsHiragana(after))
            ? BreakQuality.Phrase
            : BreakQuality.Allowed;
    }

    /// <summary>Whether a word too long for its line is best torn behind this sign, as in an e-mail address.</summary>
    public static bool EndsPart(int codePoint) => codePoint is '@' or '-' or '.' or '_' or '/' or '&' or '=' or '?';

    /// <summary>Whether this is a space that may hang unseen at the end of a line.</summary>
    public static bool IsSpace(int codePoint) => codePoint is ' ' or '\t' or '\u3000';

    /// <summary>Letters, digits and signs of alphabets, which make words that are not torn apart.</summary>
    private static bool IsWord(int codePoint) => codePoint is > ' ' and < 0x2E80 && !Contains(NeverFirst, codePoint) && !Contains(NeverLast, codePoint)
        || codePoint is ',' or '.' or ':' or ';' or '!' or '?' or '%' or '#' or '$';

    private static bool IsDigit(int codePoint) =>
        codePoint is (>= '0' and <= '9') or (>= '０' and <= '９');

    private static bool IsHiragana(int codePoint) => codePoint is >= 0x3041 and <= 0x309F;

    private static bool Contains(string signs, int codePoint) => codePoint <= char.MaxValue && signs.Contains((char)codePoint, StringComparison.Ordinal);
}

/// <summary>From no place at all to the best place for a line to end.</summary>
public enum BreakQuality
{
    Forbidden,
    Allowed,

    /// <summary>Where a phrase ends: behind a comma or bracket, or where hiragana gives way to the next word.</summary>
    Phrase,

    Space,
}
