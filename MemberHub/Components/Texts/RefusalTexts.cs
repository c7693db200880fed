using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Components.Texts;

/// <summary>Says a refusal to a person: the sentence stands in a feature's resources under the refusal's type name.</summary>
public sealed partial class RefusalTexts(AllTexts texts, IRefusalListener listener)
{
    /// <summary>
    /// The sentence in the language of the page, its {Placeholders} filled with the refusal's properties of that name.
    /// <see cref="InvalidOperationException"/> when no sentence, or no such property, exists.
    /// </summary>
    public string Say(Refusal refusal)
    {
        listener.Hear(refusal);
        return Placeholder().Replace(SentenceOf(refusal.GetType().Name), found => Format(refusal, found.Groups[1].Value));
    }

    private string SentenceOf(string name) =>
        texts.Word(name) ?? throw new InvalidOperationException($"No registered text says {name}.");

    private string Format(Refusal refusal, string name)
    {
        var property = refusal.GetType().GetProperty(name)
            ?? throw new InvalidOperationException($"{refusal.GetType().Name} has no {name} for its sentence.");
        return Format(property.GetValue(refusal));
    }

    private string Format(object? value) => value switch
    {
        null => "",
        string text => text,
        Yen amount => Show.Money(amount),
        DateOnly day => Show.Date(day),
        TimeOnly time => Show.Time(time),
        FiscalYear year => Show.Year(year),
        LatestChange change => Say(change),
        int or long => Show.Count(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        IEnumerable many => string.Join(Separator, many.Cast<object?>().Select(Format)),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? "",
    };

    // Brackets and all: where nobody is known, the sentence has neither.
    private string Say(LatestChange change) => texts.Find("Latest")
        .Replace("{When}", Show.Moment(JapanTime.Local(change.OccurredUtc)), StringComparison.Ordinal)
        .Replace("{Who}", change.By.Length > 0 ? change.By : texts.Find("Latest.Portal"), StringComparison.Ordinal)
        .Replace("{What}", texts.Action(change.Action), StringComparison.Ordinal);

    private static string Separator => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ", " : "、";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
