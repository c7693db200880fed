namespace MemberHub.Domain;

/// <summary>What is named in Japanese and may be named in English too (日英併記).</summary>
public static class Bilingual
{
    /// <summary>The name in a language; the Japanese one where there is no English one.</summary>
    /// <param name="language">ja or en.</param>
    /// <param name="english">Empty for none.</param>
    public static string In(string language, string japanese, string english) => language == "en" && english.Length > 0 ? english : japanese;
}
