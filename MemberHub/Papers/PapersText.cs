using System.Globalization;
using System.Resources;
using MemberHub.Domain;
using MemberHub.Domain.Documents;

namespace MemberHub.Papers;

/// <summary>The words that stand on paper. A document speaks its own language, not that of whoever prints it.</summary>
public sealed class PapersText(CultureInfo language)
{
    private static readonly ResourceManager Resources = new(typeof(PapersText));

    public static readonly PapersText Japanese = new(CultureInfo.GetCultureInfo("ja"));

    public static readonly PapersText English = new(CultureInfo.GetCultureInfo("en"));

    /// <summary>The words of a paper's language (ja or en).</summary>
    public static PapersText In(string language) => language == "en" ? English : Japanese;

    public string this[string name] =>
        Resources.GetString(name, language) ?? throw new MissingManifestResourceException($"No text is named {name}.");

    public string this[string name, params object[] values] => string.Format(CultureInfo.InvariantCulture, this[name], values);

    /// <summary>12,000円, or ¥12,000.</summary>
    public string Money(Yen amount) => this["Money", amount.Value.ToString("N0", CultureInfo.InvariantCulture)];

    /// <summary>The name with what follows it (敬称): 様 for a person, 御中 for a body; in English nothing does.</summary>
    public string Honorific(Addressee addressee) => this[addressee.Person.Length > 0 ? "HonorificPerson" : "HonorificBody"];

    /// <summary>2026年11月22日.</summary>
    public string Day(DateOnly day) => this["Day", day.Year, day.Month, day.Day];

    /// <summary>2026年11月22日, or room for a hand to write it where there is none.</summary>
    public string DayOrBlank(DateOnly? day) => day is { } known ? Day(known) : this["BlankDay"];

    /// <summary>The months of a period: 2026年1月〜12月, 2026年4月〜2027年3月, 2026年4月.</summary>
    public string Months(DateOnly from, DateOnly to) => (from.Year == to.Year, from.Month == to.Month) switch
    {
        (true, true) => this["Month", from.Year, from.Month],
        (true, false) => this["MonthsOfYear", from.Year, from.Month, to.Month],
        _ => this["MonthsOfYears", from.Year, from.Month, to.Year, to.Month],
    };
}
