namespace MemberHub.Platform.Pdf;

/// <summary>Registers what documents are printed with.</summary>
public static class PdfSetup
{
    /// <summary>Adds the Japanese fonts (settings Fonts:Regular, Fonts:Bold and Fonts:Ocr).</summary>
    public static IServiceCollection AddPdf(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(new JapaneseFonts(configuration));
}
