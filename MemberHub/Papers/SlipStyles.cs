using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>The type on a payment slip; the digits are those that the post's machines read.</summary>
internal sealed class SlipStyles(JapaneseFonts fonts)
{
    public TextStyle Digits { get; } = new(fonts.Ocr, 15);

    /// <summary>Half the height of a digit, mm: what puts it into the middle of its box.</summary>
    public double HalfDigit { get; } = Units.ToMillimetres(15 * fonts.Ocr.CapHeight / 2000.0);

    public TextStyle Holder { get; } = new(fonts.Regular, 11) { Leading = 1.25 };

    public TextStyle ReceiptHolder { get; } = new(fonts.Regular, 8) { Leading = 1.3 };

    public TextStyle Message { get; } = new(fonts.Regular, 10.5) { Leading = 1.6 };

    public TextStyle PostalCode { get; } = new(fonts.Regular, 9.5);

    public TextStyle Address { get; } = new(fonts.Regular, 10) { Leading = 1.3 };

    public TextStyle Name { get; } = new(fonts.Regular, 13) { Leading = 1.3 };

    public TextStyle Phone { get; } = new(fonts.Regular, 9);

    public TextStyle ReceiptName { get; } = new(fonts.Regular, 11) { Leading = 1.5 };
}
