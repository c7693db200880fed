using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf;

/// <summary>
/// The Japanese fonts of our documents: the configured files (Fonts:Regular, Fonts:Bold), else those shipped beside the app, else a
/// system font; and the one for digits that machines read (Fonts:Ocr), else the regular weight. Read at first use, once.
/// </summary>
public sealed class JapaneseFonts
{
    private static readonly string[] SystemFonts =
    [
        "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
        "/usr/share/fonts/opentype/ipafont-gothic/ipagp.ttf",
        "/usr/share/fonts/truetype/takao-gothic/TakaoPGothic.ttf",
        "/usr/share/fonts/truetype/vlgothic/VL-PGothic-Regular.ttf",
    ];

    private readonly Lazy<TrueTypeFont> regular;
    private readonly Lazy<TrueTypeFont> bold;
    private readonly Lazy<TrueTypeFont> ocr;

    public JapaneseFonts(IConfiguration configuration)
    {
        RegularFile = Find(configuration["Fonts:Regular"], "NotoSansJP-Regular.ttf");
        BoldFile = Find(configuration["Fonts:Bold"], "NotoSansJP-Bold.ttf");
        regular = Load(RegularFile);
        bold = Load(BoldFile);
        OcrFile = configuration["Fonts:Ocr"] is { } configured && File.Exists(configured) && TrueTypeFont.CanLoad(configured) ? configured : null;
        ocr = OcrFile is null ? regular : Load(OcrFile);
    }

    /// <summary>Whether documents can be printed; false where no file was found.</summary>
    public bool Found => RegularFile is not null && BoldFile is not null;

    /// <summary>The file of the regular weight; null where none was found.</summary>
    public string? RegularFile { get; }

    /// <summary>The file of the bold weight, which may be the regular one again; null where none was found.</summary>
    public string? BoldFile { get; }

    /// <summary>The file of an OCR-B font; null where none is configured.</summary>
    public string? OcrFile { get; }

    /// <summary>Digits on payment slips: OCR-B (ISO 1073-2) where it is configured, else <see cref="Regular"/>.</summary>
    public TrueTypeFont Ocr => ocr.Value;

    /// <summary>標準. Throws <see cref="FileNotFoundException"/> where no file was found.</summary>
    public TrueTypeFont Regular => regular.Value;

    /// <summary>太字. Throws <see cref="FileNotFoundException"/> where no file was found.</summary>
    public TrueTypeFont Bold => bold.Value;

    /// <summary>The signs of a line that documents would show as 〓, one after the other; empty as a rule, and where no font was found.</summary>
    public string Missing(string? line) => Found && !string.IsNullOrEmpty(line) ? string.Concat(Regular.Missing(line)) : "";

    private static string? Find(string? configured, string shipped)
    {
        string?[] candidates = [configured, Path.Combine(AppContext.BaseDirectory, "fonts", shipped), .. SystemFonts];
        return candidates.FirstOrDefault(path => File.Exists(path) && TrueTypeFont.CanLoad(path));
    }

    private static Lazy<TrueTypeFont> Load(string? path) => new(() => TrueTypeFont.Load(
        path ?? throw new FileNotFoundException("No Japanese font was found. Set Fonts:Regular and Fonts:Bold to TrueType files.")));
}
