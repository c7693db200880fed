using System.Globalization;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>Category, rank and units from a year on, as typed.</summary>
public sealed class ClassifyForm
{
    public int Version { get; set; }

    public string Category { get; set; } = "";

    /// <summary>Empty for none.</summary>
    public string Rank { get; set; } = "";

    public string Units { get; set; } = "1";

    public int From { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Null for what is no number of units.</summary>
    public int? UnitsMeant => int.TryParse(JapaneseText.Code(Units), NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is >= 1 and <= Member.MaxUnits ? units : null;
}

/// <summary>Years of rest, as typed.</summary>
public sealed class LeaveForm
{
    public int Version { get; set; }

    public int From { get; set; }

    public int Through { get; set; }

    public string Reason { get; set; } = "";
}

/// <summary>Which years of rest are given back, as chosen.</summary>
public sealed class ShortenLeaveForm
{
    public int Version { get; set; }

    /// <summary>The leave's first year and, behind a hyphen, the year that is its last one from now on: 2027-2028; nothing behind it takes the leave back as a whole.</summary>
    public string Choice { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Null for what is no choice.</summary>
    public (FiscalYear From, FiscalYear? Kept)? Meant => Choice.Split('-') switch
    {
        [var from, ""] when Year(from) is { } first => (first, null),
        [var from, var kept] when Year(from) is { } first && Year(kept) is { } last && last >= first => (first, last),
        _ => null,
    };

    /// <summary>The choice in the form's writing.</summary>
    public static string Of(FiscalYear from, FiscalYear? kept) => $"{from}-{kept}";

    private static FiscalYear? Year(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FiscalYear.Earliest and <= FiscalYear.Latest ? new FiscalYear(year) : null;
}

/// <summary>The end of a membership, as typed.</summary>
public sealed class EndForm
{
    public int Version { get; set; }

    public MemberLeaving Kind { get; set; }

    public string Day { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Null for what is no day.</summary>
    public DateOnly? DayMeant => JapaneseDate.TryParse(Day, out var day) ? day : null;
}

/// <summary>Why the end of a membership is taken back, as typed.</summary>
public sealed class RestoreForm
{
    public int Version { get; set; }

    public string Reason { get; set; } = "";
}

/// <summary>The day of joining (入会日), as typed.</summary>
public sealed class JoinedForm
{
    public int Version { get; set; }

    public string Day { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Null for what is no day.</summary>
    public DateOnly? DayMeant => JapaneseDate.TryParse(Day, out var day) ? day : null;
}

/// <summary>発送停止 and the office's own note, as typed.</summary>
public sealed class DeliveryForm
{
    public int Version { get; set; }

    public bool Stopped { get; set; }

    public string StopReason { get; set; } = "";

    public string Note { get; set; } = "";
}

/// <summary>Whether the directory and the rosters name the member, as chosen.</summary>
public sealed class ListingForm
{
    public int Version { get; set; }

    /// <summary>非掲載.</summary>
    public bool Unlisted { get; set; }

    public string Reason { get; set; } = "";
}

/// <summary>A new member, as typed; what is missing is entered on the member's own form afterwards.</summary>
public sealed class AddMemberForm
{
    public string Name { get; set; } = "";

    public string Kana { get; set; } = "";

    public string Category { get; set; } = "";

    public string Rank { get; set; } = "";

    public string Units { get; set; } = "1";

    public string JoinedOn { get; set; } = "";

    /// <summary>Empty for a member without e-mail.</summary>
    public string Email { get; set; } = "";

    /// <summary>Null for what is no number of units.</summary>
    public int? UnitsMeant => new ClassifyForm { Units = Units }.UnitsMeant;

    /// <summary>Null for what is no day.</summary>
    public DateOnly? JoinedMeant => JapaneseDate.TryParse(JoinedOn, out var day) ? day : null;
}
