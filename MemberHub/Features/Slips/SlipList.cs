using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Slips;

/// <summary>Which slips the office looks at; all of it stands in the page's address.</summary>
/// <param name="AtLeast">Only those asked for at least so many business days ago; 0 for all.</param>
/// <param name="Page">From 1.</param>
public sealed record SlipFilter(SlipStage Stage, int AtLeast, int Page);

/// <summary>One page of the office's slips.</summary>
public sealed record SlipList
{
    public required SlipFilter Filter { get; init; }

    public required DateOnly Today { get; init; }

    public required IReadOnlyDictionary<SlipStage, int> Counts { get; init; }

    /// <summary>At most <see cref="ListSlips.PageSize"/>.</summary>
    public required IReadOnlyList<SlipRow> Rows { get; init; }

    /// <summary>How many the filter lets through.</summary>
    public required int Total { get; init; }

    /// <summary>The newest piles, newest first.</summary>
    public required IReadOnlyList<PileRow> Piles { get; init; }

    public required SlipPrinting Printing { get; init; }

    /// <summary>The actor may do more than look.</summary>
    public required bool MayReview { get; init; }

    public int Pages => Math.Max(1, (Total + ListSlips.PageSize - 1) / ListSlips.PageSize);
}

/// <summary>A slip in the list.</summary>
/// <param name="Age">The business days since it was asked for, the first of them included.</param>
/// <param name="Late">The last promised day is here or past, and the slip has not been sent.</param>
/// <param name="Institution">Empty for a home.</param>
/// <param name="SentOn">振込用紙送付日.</param>
public sealed record SlipRow(
    long OrderId, DateOnly RequestedOn, int Age, bool Late, string Name, string MemberNumber, string Institution, IReadOnlyList<FiscalYear> Years, Yen Amount, DateOnly? SentOn);

/// <summary>A pile of printed slips.</summary>
/// <param name="Count">How many were printed; null while it is being made.</param>
/// <param name="Position">How far that is, of <paramref name="Total"/>.</param>
/// <param name="Stopped">Null for a pile that nobody stopped.</param>
public sealed record PileRow(long Id, DateTime PrintedUtc, int? Count, int Position, int Total, PileStop? Stopped)
{
    /// <summary>How many of its slips wait to be posted; known at the stage of printed slips alone.</summary>
    public int ToSend { get; init; }

    /// <summary>Slips that ended after they had been printed: their paper lies in the pile and is not to go. Known at the stage of printed slips alone.</summary>
    public IReadOnlyList<MissedSlip> Ended { get; init; } = [];
}

/// <summary>Who stopped a pile before all of it was printed, and when.</summary>
/// <param name="Who">Empty when they are not of the office any more.</param>
public sealed record PileStop(string Who, DateTime AtUtc);
