namespace MemberHub.Domain.Calendar;

/// <summary>Days and times in Japan (UTC+9, no summer time), whatever the server's zone.</summary>
public static class JapanTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The calendar day in Japan at this moment.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOf(clock.UtcNow());

    /// <summary>The moment as a <see cref="DateTime"/> of kind UTC, as the database keeps it.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;

    /// <summary>The calendar day in Japan of a UTC moment.</summary>
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The wall clock in Japan at a UTC moment; its kind is unspecified.</summary>
    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>The UTC moment at which the wall clock in Japan shows this.</summary>
    public static DateTime UtcOf(DateTime local) => DateTime.SpecifyKind(local - Offset, DateTimeKind.Utc);
}
