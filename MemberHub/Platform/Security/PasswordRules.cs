using System.Globalization;
using MemberHub.Domain;

namespace MemberHub.Platform.Security;

/// <summary>What is asked of a password: long enough, typed in half width, and not one that is tried first.</summary>
public static class PasswordRules
{
    /// <summary>In characters as a person counts them.</summary>
    public const int MinLength = 8;

    /// <summary>In UTF-16 code units; a limit against floods, far beyond any phrase.</summary>
    public const int MaxLength = 1000;

    private const string DigitsAndSigns = "0123456789!?.-_#@$*+ ";

    /// <summary>
    /// The first fault of a password, or null. <paramref name="ownWords"/> are words that somebody who knows the member or the society
    /// would try: alone, or with a few digits or signs around them.
    /// </summary>
    public static PasswordFault? FaultOf(string password, IEnumerable<string> ownWords)
    {
        if (HasFullWidth(password))
        {
            return PasswordFault.FullWidth;
        }

        if (password.Any(char.IsControl))
        {
            return PasswordFault.Unprintable;
        }

        if (new StringInfo(password).LengthInTextElements < MinLength)
        {
            return PasswordFault.TooShort;
        }

        if (password.Length > MaxLength)
        {
            return PasswordFault.TooLong;
        }

        var trimmed = password.Trim();
        if (CommonPasswords.Contains(trimmed) || password.Distinct().Count() <= 2)
        {
            return PasswordFault.Common;
        }

        var core = trimmed.Trim([.. DigitsAndSigns]);
        return ownWords.Any(word => word.Length > 0 && (Same(word, trimmed) || Same(word, core))) ? PasswordFault.OwnWord : null;
    }

    /// <summary>Whether text has letters, digits, signs or a space of full width, as a Japanese input method types them.</summary>
    public static bool HasFullWidth(string text) => text.Any(sign => sign is >= '\uFF01' and <= '\uFF5E' or '\u3000');

    /// <summary>The one form of a password that is hashed (NFC): keyboards differ in how they send が or é.</summary>
    public static string Canonical(string password) => password.Normalized();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Why a password cannot be taken.</summary>
public enum PasswordFault
{
    /// <summary>Full-width letters or signs: the input method was on (全角).</summary>
    FullWidth,
    Unprintable,
    TooShort,
    TooLong,

    /// <summary>One of the commonest passwords, or one or two characters repeated.</summary>
    Common,

    /// <summary>A word of the society, or the member's own login ID.</summary>
    OwnWord,
}
