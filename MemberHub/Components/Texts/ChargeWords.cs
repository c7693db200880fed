using MemberHub.Domain;
using MemberHub.Domain.Dues;
using Microsoft.Extensions.Localization;

namespace MemberHub.Components.Texts;

/// <summary>What a charge is for, and how and why it was changed, in the language of the page.</summary>
public static class ChargeWords
{
    /// <summary>年会費, or 個別請求（講習会テキスト代）.</summary>
    public static string ItemOf(this IStringLocalizer<StatusText> text, ChargePosition charge) => text.ItemOf(charge.Item, charge.Title);

    /// <inheritdoc cref="ItemOf(IStringLocalizer{StatusText}, ChargePosition)"/>
    public static string ItemOf(this IStringLocalizer<StatusText> text, DuesItem item, string title) =>
        (title.Length == 0 ? text[$"Item.{item}"] : text["Item.Titled", text[$"Item.{item}"].Value, title]).Value;

    /// <summary>訂正 +2,000円（請求時 12,000円）; null for a charge that was not corrected.</summary>
    public static string? CorrectionOf(this IStringLocalizer<StatusText> text, ChargePosition charge) => charge.Corrected switch
    {
        { Value: 0 } => null,
        { Value: > 0 } more => text["Corrected.More", Show.Money(more), Show.Money(charge.Amount)].Value,
        var less => text["Corrected.Less", Show.Money(Yen.Zero - less), Show.Money(charge.Amount)].Value,
    };

    /// <summary>Why less is asked for: the society's own words, or the sentence of a year taken off because of leaving; null for a charge without either.</summary>
    public static string? ReasonOf(this IStringLocalizer<StatusText> text, ChargePosition charge) => charge switch
    {
        { LeftOn: { } day } => text["Charge.TakenOff.Says", Show.Date(day)].Value,
        { WaiverReason: { Length: > 0 } reason } => reason,
        _ => null,
    };

    /// <summary>Why a charge was taken off when a membership ended on a day, in the language of the one who reads it in the history: the member.</summary>
    /// <param name="language">Null where none was chosen.</param>
    public static string EndOn(this IStringLocalizer<StatusText> text, string? language, DateOnly day) => Spoken.In(language, () => text["Charge.Ended", Show.Date(day)].Value);
}
