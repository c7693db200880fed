using System.Globalization;

namespace MemberHub.Features.Support;

/// <summary>Words in the language of their reader, whoever's page is being rendered.</summary>
internal static class Spoken
{
    /// <summary>What <paramref name="say"/> answers while the language is this one.</summary>
    public static T In<T>(string language, Func<T> say)
    {
        var culture = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }
}
