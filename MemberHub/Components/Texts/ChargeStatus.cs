using MemberHub.Components.Displays;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using Microsoft.Extensions.Localization;

namespace MemberHub.Components.Texts;

/// <summary>A charge's state in words: tone and icon, the chip's word and the sentence below it.</summary>
public sealed record ChargeStatus(Tone Tone, string Icon, string Word, string Sentence)
{
    public static ChargeStatus Of(ChargePosition charge, DateOnly today, IStringLocalizer<StatusText> text)
    {
        var stage = charge.StageOn(today);
        return stage switch
        {
            ChargeStage.Settled => new(Tone.Done, "check", text["Charge.Settled"], charge.LastPaidOn is { } day ? text["Charge.Settled.Says", Show.Date(day)] : ""),
            ChargeStage.TakenOff => new(Tone.Off, "off", text["Charge.TakenOff"], text.ReasonOf(charge) ?? ""),
            ChargeStage.Waived => new(Tone.Off, "off", text["Charge.Waived"], WhyWaived(charge, text)),
            ChargeStage.NotYetPayable => new(Tone.Off, "cal", text["Charge.NotYetPayable"], text["Charge.NotYetPayable.Says", Show.Date(charge.PayableFrom)]),
            _ when charge.Allocated > Yen.Zero => new(
                Tone.Act, "clock", text["Charge.PartlyPaid", Show.Money(charge.Open)], text["Charge.PartlyPaid.Says", Show.Money(charge.Allocated)]),
            ChargeStage.InArrears => new(Tone.Stop, "alert", text["Charge.InArrears", charge.YearsInArrears(today)], text["Charge.InArrears.Says", Show.Month(charge.PeriodStart)]),
            ChargeStage.Due => new(Tone.Act, "clock", text["Charge.Due"], text["Charge.Due.Says", Show.MonthDay(charge.PeriodEnd)]),
            _ => new(Tone.Act, "clock", text["Charge.NotYetDue"], text["Charge.NotYetDue.Says", Show.Date(charge.DueOn)]),
        };
    }

    private static string WhyWaived(ChargePosition charge, IStringLocalizer<StatusText> text) =>
        charge.WaiverReason.Length > 0 ? text["Charge.Waived.Says", charge.WaiverReason] : text["Charge.Free.Says"];
}
