using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>All that says whether a member has done what the society asks for a year.</summary>
public sealed record DuesRecord
{
    public required long CategoryId { get; init; }

    public required long? RankId { get; init; }

    public required MemberLedger Ledger { get; init; }

    public required IReadOnlyList<LeaveOfAbsence> Leaves { get; init; }

    public required DuesSchedule Schedule { get; init; }

    /// <summary>The charges of a year that are dues: entrance fees and other claims are none.</summary>
    public List<ChargePosition> DuesOf(FiscalYear year) =>
        [.. Ledger.Charges.Where(charge => charge.Year == year && charge.Item is (DuesItem.AnnualDues or DuesItem.TemporaryDues))];

    /// <summary>
    /// Where the member stands with the dues of a year. A charge decides where there is one, and only wholly paid or waived counts.
    /// What was written off counts as waived: nothing is asked for that could be paid. What a withdrawal notice took off does not: it was not forgone,
    /// the year is one without membership.
    /// </summary>
    public YearStanding Of(FiscalYear year)
    {
        var dues = DuesOf(year);
        return dues switch
        {
            [] when Leaves.Any(leave => leave.From <= year && leave.Through >= year) => YearStanding.OnLeave,
            [] when Schedule.AmountFor(CategoryId, RankId, year) == Yen.Zero => YearStanding.FeeFree,
            [] => YearStanding.NotCharged,
            _ when dues.Exists(charge => charge.LeftOn is not null) => YearStanding.Leaving,
            _ when dues.Exists(charge => charge.IsOpen) => YearStanding.Open,
            _ when dues.TrueForAll(charge => charge.Allocated == Yen.Zero) => YearStanding.Waived,
            _ => YearStanding.Paid,
        };
    }
}

/// <summary>Where a member stands with the dues of one year.</summary>
public enum YearStanding
{
    /// <summary>納入済.</summary>
    Paid,

    /// <summary>免除.</summary>
    Waived,

    /// <summary>会費免除の区分: the schedule says 0円.</summary>
    FeeFree,

    /// <summary>休会.</summary>
    OnLeave,

    /// <summary>未納, or paid in part.</summary>
    Open,

    /// <summary>請求前.</summary>
    NotCharged,

    /// <summary>退会により請求なし: taken off by a withdrawal notice (退会届).</summary>
    Leaving,
}
