using System.Text.RegularExpressions;

namespace MemberHub.Domain.Societies;

/// <summary>The society's postal transfer account (振替口座), to which payment slips are paid.</summary>
public sealed partial record PostalAccount
{
    /// <summary>
    /// 口座記号番号 as 00190-0-123456: five digits, a check digit, one to seven digits. How the check digit is made is not published, so
    /// only the shape is known.
    /// </summary>
    public string Number { get; init; } = "";

    /// <summary>加入者名, as the post knows it.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Slips can be printed.</summary>
    public bool IsComplete() => IsNumber(Number) && Holder.Length > 0;

    /// <summary>Whether the text has the shape of such a number; 総合口座, which begin with 1, take no slips.</summary>
    public static bool IsNumber(string text) => Shape().IsMatch(text);

    /// <summary>記号, check digit and 番号, each digits only. <see cref="InvalidOperationException"/> for an account that is not complete.</summary>
    public (string Symbol, string Check, string Serial) Parts() => IsNumber(Number) && Number.Split('-') is [var symbol, var check, var serial]
        ? (symbol, check, serial)
        : throw new InvalidOperationException("The postal account has no number that could be printed.");

    [GeneratedRegex(@"\A0[0-9]{2}[0-9]0-[0-9]-[0-9]{1,7}\z")]
    private static partial Regex Shape();
}

/// <summary>How the office's printer meets the official form, and on which sheets it prints addresses.</summary>
public sealed record SlipPrinting
{
    /// <summary>The farthest that print can be moved, mm.</summary>
    public const double MaxOffset = 10;

    /// <summary>How far all print is moved to the right, mm; negative to the left.</summary>
    public double OffsetX { get; init; }

    /// <summary>How far all print is moved down, mm; negative up.</summary>
    public double OffsetY { get; init; }

    public LabelSheet Labels { get; init; }
}

/// <summary>The common A4 sheets of address labels (宛名ラベル).</summary>
public enum LabelSheet
{
    /// <summary>12面: 2 × 6 labels of 86.4 × 42.3 mm.</summary>
    TwelveUp,

    /// <summary>24面: 3 × 8 labels of 66 × 33.9 mm.</summary>
    TwentyFourUp,
}
