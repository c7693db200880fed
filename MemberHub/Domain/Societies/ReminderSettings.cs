namespace MemberHub.Domain.Societies;

/// <summary>When and in which words a society reminds of open dues (督促の規程).</summary>
public sealed record ReminderSettings
{
    /// <summary>No society reminds more often than this of one charge.</summary>
    public const int MostLevels = 5;

    /// <summary>The days after the due date (納入期限) on which the levels begin, in rising order. Empty means 30, 90 and 180.</summary>
    public IReadOnlyList<int> DaysAfterDue { get; init; } = [];

    /// <summary>At least so many days lie between two reminders of the same charge.</summary>
    public int DaysBetween { get; init; } = 14;

    /// <summary>The words of the levels; a level without words of its own has those of MemberHub.</summary>
    public IReadOnlyList<ReminderWords> Words { get; init; } = [];

    /// <summary>The society's own words of a level, empty where it has none; 1 for the first.</summary>
    public ReminderWords WordsOf(int level) => Words.FirstOrDefault(words => words.Level == level) ?? new ReminderWords { Level = level };

    /// <summary>The same with other words of one level.</summary>
    public ReminderSettings Say(ReminderWords words) => this with
    {
        Words = [.. Words.Where(item => item.Level != words.Level).Append(words).Where(item => item.Subject.Length + item.Body.Length + item.SubjectEn.Length + item.BodyEn.Length > 0).OrderBy(item => item.Level)],
    };

    /// <summary>The days after the due date of each level, the first level first.</summary>
    public IReadOnlyList<int> Levels() => DaysAfterDue.Count > 0 ? [.. DaysAfterDue.Order().Take(MostLevels)] : [30, 90, 180];
}

/// <summary>The society's own words of one level; empty for the usual ones.</summary>
public sealed record ReminderWords
{
    public const int SubjectMaxLength = 100;
    public const int BodyMaxLength = 2_000;

    /// <summary>1 for the first reminder.</summary>
    public int Level { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>What stands between the greeting and the list of the open years.</summary>
    public string Body { get; init; } = "";

    /// <summary>The subject for members who read English; empty for the usual one in English.</summary>
    public string SubjectEn { get; init; } = "";

    /// <summary>The text for members who read English; empty for the usual one in English.</summary>
    public string BodyEn { get; init; } = "";
}
