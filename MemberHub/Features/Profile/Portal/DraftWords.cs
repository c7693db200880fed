using MemberHub.Components.Texts;
using MemberHub.Domain.Calendar;

namespace MemberHub.Features.Profile.Portal;

/// <summary>How the moment reads at which input was last kept.</summary>
internal static class DraftWords
{
    /// <summary>The time alone on the same day, else the day with it.</summary>
    public static string TimeOf(DateTime utc, DateOnly today)
    {
        var local = JapanTime.Local(utc);
        var (day, time) = (DateOnly.FromDateTime(local), Show.Time(TimeOnly.FromDateTime(local)));
        return day == today ? time : $"{Show.MonthDay(day)} {time}";
    }
}
