using System.Globalization;
using MemberHub.Components.Displays;
using MemberHub.Components.Texts;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Support;

namespace MemberHub.Features.Support;

/// <summary>How moments and states of tickets look.</summary>
public static class TicketWords
{
    /// <summary>11月22日 12:05, in Japan.</summary>
    public static string Moment(DateTime utc) => $"{Show.MonthDay(JapanTime.DateOf(utc))} {JapanTime.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>The tone of a state's chip.</summary>
    public static Tone ToneOf(TicketState state) => state == TicketState.Waiting ? Tone.Wait : Tone.Off;

    /// <summary>The icon of a state's chip. No check mark: that stands for money alone.</summary>
    public static string IconOf(TicketState state) => state switch
    {
        TicketState.Waiting => "clock",
        TicketState.Answered => "mail",
        _ => "dot",
    };
}
