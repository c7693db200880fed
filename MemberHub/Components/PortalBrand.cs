using System.Globalization;

namespace MemberHub.Components;

/// <summary>The name of the society as its portal shows it in the header, in Japanese and in English.</summary>
public sealed record PortalBrand(string NameJa, string NameEn)
{
    /// <summary>The name in the language of the page.</summary>
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : NameJa;
}
