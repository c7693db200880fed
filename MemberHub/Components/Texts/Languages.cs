using System.Globalization;

namespace MemberHub.Components.Texts;

/// <summary>The languages that pages are written in; the first one is used until a person chooses.</summary>
public static class Languages
{
    public static IReadOnlyList<(string Code, string Name)> Names { get; } = [("ja", "日本語"), ("en", "English")];

    public static string Default => Names[0].Code;

    /// <summary>The language of the page being rendered.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static bool Knows(string? code) => Names.Any(language => language.Code == code);
}
