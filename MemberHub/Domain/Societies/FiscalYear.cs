using System.Globalization;

namespace MemberHub.Domain.Societies;

/// <summary>A fiscal year (会期・年度), named by the calendar year it starts in.</summary>
public readonly record struct FiscalYear(int Year) : IComparable<FiscalYear>
{
    /// <summary>The first year that records may carry.</summary>
    public const int Earliest = 1950;

    /// <summary>The last year that records may carry.</summary>
    public const int Latest = 2100;

    /// <summary>The year after. A method, because as a property it would make every serialised year endless.</summary>
    public FiscalYear Next() => new(Year + 1);

    public static bool operator <(FiscalYear left, FiscalYear right) => left.Year < right.Year;

    public static bool operator >(FiscalYear left, FiscalYear right) => left.Year > right.Year;

    public static bool operator <=(FiscalYear left, FiscalYear right) => left.Year <= right.Year;

    public static bool operator >=(FiscalYear left, FiscalYear right) => left.Year >= right.Year;

    /// <summary>How many years after <paramref name="earlier"/>; negative when before it.</summary>
    public static int operator -(FiscalYear later, FiscalYear earlier) => later.Year - earlier.Year;

    public int CompareTo(FiscalYear other) => Year.CompareTo(other.Year);

    /// <summary>The four digits, without 年度.</summary>
    public override string ToString() => Year.ToString(CultureInfo.InvariantCulture);
}
