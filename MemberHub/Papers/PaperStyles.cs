using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>The type of our documents: black on white, one family, few sizes (points).</summary>
internal sealed class PaperStyles(JapaneseFonts fonts, SealPictures? seals = null)
{
    private static readonly PdfColor Soft = PdfColor.Gray(0.2);

    public static readonly Stroke Rule = new(0.2, PdfColor.Gray(0.47));

    public static readonly Stroke StrongRule = new(0.4);

    public TextStyle Title { get; } = new(fonts.Bold, 20) { LetterSpacing = 22 };

    /// <summary>The head of a list behind a document.</summary>
    public TextStyle ListTitle { get; } = new(fonts.Bold, 14) { LetterSpacing = 2 };

    public TextStyle Body { get; } = new(fonts.Regular, 10);

    public TextStyle BodyBold { get; } = new(fonts.Bold, 10);

    /// <summary>The name of a value, such as 件名.</summary>
    public TextStyle Label { get; } = new(fonts.Regular, 10) { Color = Soft };

    public TextStyle Addressee { get; } = new(fonts.Regular, 12) { Leading = 1.6 };

    public TextStyle AddresseeLast { get; } = new(fonts.Bold, 13.5) { Leading = 1.6 };

    public TextStyle IssuerName { get; } = new(fonts.Bold, 11.5) { Leading = 1.6 };

    public TextStyle Representative { get; } = new(fonts.Regular, 10) { Leading = 1.6 };

    public TextStyle Issuer { get; } = new(fonts.Regular, 9.5) { Leading = 1.6 };

    public TextStyle TotalLabel { get; } = new(fonts.Bold, 11);

    public TextStyle Total { get; } = new(fonts.Bold, 20) { Leading = 1.2 };

    public TextStyle TotalUnit { get; } = new(fonts.Bold, 12);

    /// <summary>The amount of a receipt.</summary>
    public TextStyle Received { get; } = new(fonts.Bold, 24) { Leading = 1.2, LetterSpacing = 1 };

    public TextStyle Proviso { get; } = new(fonts.Regular, 11.5);

    public TextStyle Sum { get; } = new(fonts.Bold, 11);

    public TextStyle Small { get; } = new(fonts.Regular, 9.5);

    public TextStyle Fine { get; } = new(fonts.Regular, 8.5) { Leading = 1.7 };

    public TextStyle Footer { get; } = new(fonts.Regular, 8.5) { Color = Soft };

    public TextStyle Void { get; } = new(fonts.Bold, 150) { Color = PdfColor.Gray(0.8), LetterSpacing = 75 };

    public TableStyle Table { get; } = new(new TextStyle(fonts.Bold, 9.5), new TextStyle(fonts.Regular, 9.5));

    /// <summary>A list of many rows behind a document.</summary>
    public TableStyle List { get; } = new(new TextStyle(fonts.Bold, 9), new TextStyle(fonts.Regular, 9)) { PaddingY = 1.3 };

    public SealDrawing Seal { get; } = new(fonts.Bold, seals);
}
