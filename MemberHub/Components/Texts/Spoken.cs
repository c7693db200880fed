using System.Globalization;

namespace MemberHub.Components.Texts;

/// <summary>
/// Words looked up while it is open are in one language, whatever the page speaks: a mail speaks that of its reader. Open it around code
/// that does not wait for anything.
/// </summary>
public readonly struct Spoken : IDisposable
{
    private readonly CultureInfo before;

    private Spoken(CultureInfo before) => this.before = before;

    /// <summary>The language of a person; the first of <see cref="Languages"/> for one who has chosen none.</summary>
    public static Spoken In(string? language)
    {
        var spoken = new Spoken(CultureInfo.CurrentUICulture);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Knows(language) ? language! : Languages.Default);
        return spoken;
    }

    /// <summary>What <paramref name="say"/> answers in that language.</summary>
    public static T In<T>(string? language, Func<T> say)
    {
        using var spoken = In(language);
        return say();
    }

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
