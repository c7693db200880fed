using System.Text;

namespace MemberHub.Domain;

/// <summary>Text as it comes from outside, in one of Unicode's normal forms (UAX #15).</summary>
public static class UnicodeText
{
    // string.Normalize throws on U+FFFE, which is no character, and on halves of surrogate pairs.
    private const char NoCharacter = '\uFFFE';

    /// <summary>The text in this form; whatever cannot be normalised is U+FFFD (�) in it. Never throws.</summary>
    public static string Normalized(this string text, NormalizationForm form = NormalizationForm.FormC) => Sound(text).Normalize(form);

    private static string Sound(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains(NoCharacter, StringComparison.Ordinal)
            ? string.Concat(text.EnumerateRunes()).Replace(NoCharacter, (char)Rune.ReplacementChar.Value)
            : text;
}
