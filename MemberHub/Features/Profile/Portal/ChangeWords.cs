using System.Globalization;
using MemberHub.Components.Texts;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Profile.Portal;

/// <summary>How a change reads on the page.</summary>
internal static class ChangeWords
{
    public static string LabelOf(this IStringLocalizer<ProfileText> texts, ProfileChange change) => change switch
    {
        { Field: ProfileField.Affiliation, Affiliation: { } ordinal } => texts["AffiliationN", ordinal],
        { Affiliation: { } ordinal } => texts["OfAffiliation", texts[change.Field.ToString()], ordinal],
        _ => texts[change.Field.ToString()],
    };

    /// <summary>The value as the form writes it, one entry per line; a word for nothing.</summary>
    public static IReadOnlyList<string> LinesOf(this IStringLocalizer<ProfileText> texts, ProfileField field, string value) => field switch
    {
        _ when value.Length == 0 => [texts["Nothing"]],
        ProfileField.Sex => [texts[$"Sex_{value}"]],
        ProfileField.MailingDestination => [texts[$"Mail_{value}"]],
        >= ProfileField.ShowsEmail => [texts[$"Visible.{value}"]],
        ProfileField.BirthDate => [Show.Date(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture))],
        _ => value.Split('\n'),
    };
}
