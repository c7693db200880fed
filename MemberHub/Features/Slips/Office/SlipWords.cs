using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Slips.Office;

/// <summary>How the facts of slips are said on the office's page.</summary>
internal static class SlipWords
{
    /// <summary>Who was faster, with what, and when.</summary>
    public static string Of(MissedSlip missed, IStringLocalizer<SlipsText> text) => Of(missed, "Missed", text);

    /// <param name="sentence">The key of the sentence: the member, who, when, and what the slip was made.</param>
    public static string Of(MissedSlip missed, string sentence, IStringLocalizer<SlipsText> text)
    {
        var state = text[missed.Printed ? "State.Printed" : missed.PaidInPart ? "State.PaidInPart" : $"State.{missed.State}"];
        return text[
            sentence,
            missed.Member,
            missed.Who.Length > 0 ? missed.Who : text["Missed.Member"].Value,
            At(missed.AtUtc),
            state.ResourceNotFound ? text["State.Other"].Value : state.Value];
    }

    /// <summary>Who stopped the pile, when, and before which of its slips.</summary>
    public static string Of(PileStop stopped, PileRow pile, IStringLocalizer<SlipsText> text) => stopped.Who.Length > 0
        ? text["Piles.Stopped", Show.Count(pile.Total), At(stopped.AtUtc), stopped.Who]
        : text["Piles.Stopped.Unnamed", Show.Count(pile.Total), At(stopped.AtUtc)];

    public static string Of(SlipStepView step, IStringLocalizer<SlipsText> text) => step.Kind switch
    {
        PaymentEventKind.SlipSent when DateOnly.TryParseExact(step.Detail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            text["Step.SlipSent", Show.MonthDay(day)],
        _ => text[$"Step.{step.Kind}", step.Detail],
    };

    /// <summary>11月22日 14:05: the clock of the office.</summary>
    public static string At(DateTime utc) => JapanTime.Local(utc) is var local
        ? string.Create(CultureInfo.InvariantCulture, $"{Show.MonthDay(DateOnly.FromDateTime(local))} {local:HH:mm}")
        : "";

    public static string Years(IReadOnlyList<FiscalYear> years) => years switch
    {
        [] => "–",
        [var only] => only.ToString(),
        [var first, .., var last] => $"{first}〜{last}",
    };

    /// <summary>In one line.</summary>
    public static string OneLine(MailingAddress to) =>
        string.Join(' ', new[] { $"〒{to.PostalCode}", to.Address, to.Institution, to.Department }.Where(part => part.Length > 1));
}
