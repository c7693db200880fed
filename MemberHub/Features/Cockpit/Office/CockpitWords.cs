using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain.Calendar;

namespace MemberHub.Features.Cockpit.Office;

/// <summary>How the cockpit says things.</summary>
internal static class CockpitWords
{
    /// <summary>Day and time in Japan.</summary>
    public static string Moment(DateTime utc) => $"{Show.MonthDay(JapanTime.DateOf(utc))} {JapanTime.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture)}";
}
