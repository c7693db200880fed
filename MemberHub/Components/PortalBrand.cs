using System.Globalization;

namespace MemberHub.Components;

/// <summary>The name of the society as its portal shows it in the header, in Japanese and in English. The office can change it while the portal runs.</summary>
public sealed class PortalBrand(string nameJa, string nameEn)
{
    private volatile Names names = new(nameJa, nameEn);

    public string NameJa => names.Ja;

    /// <summary>Where there is no English name, the Japanese one.</summary>
    public string NameEn => names.En.Length > 0 ? names.En : names.Ja;

    /// <summary>The name in the language of the page.</summary>
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : NameJa;

    public void Change(string nameJa, string nameEn) => names = new Names(nameJa, nameEn);

    private sealed record Names(string Ja, string En);
}
