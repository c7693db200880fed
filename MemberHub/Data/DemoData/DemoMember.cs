using MemberHub.Domain.Members;

namespace MemberHub.Data.DemoData;

/// <summary>A member of the demo society as planned, before anything is stored.</summary>
internal sealed record DemoMember
{
    /// <summary>Given when all members are known.</summary>
    public string Number { get; init; } = "";

    public required string Login { get; init; }

    /// <summary>Null for a member without an address.</summary>
    public string? Email { get; init; }

    /// <summary>A category's code in the settings.</summary>
    public required string Category { get; init; }

    /// <summary>A rank's code in the settings, or null.</summary>
    public string? Rank { get; init; }

    public required PersonalDetails Person { get; init; }

    public IReadOnlyList<AffiliationDetails> Affiliations { get; init; } = [];

    public required DateOnly JoinedOn { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>口: how often a supporting body pays its dues; 1 for persons.</summary>
    public int Units { get; init; } = 1;

    public DemoHabit Habit { get; init; }
}

/// <summary>How a member of the demo society pays.</summary>
public enum DemoHabit
{
    PaysEveryYear,

    /// <summary>The newest year is open.</summary>
    OwesThisYear,

    /// <summary>The year before the newest is open, the newest was paid.</summary>
    OwesLastYear,

    /// <summary>The newest two years are open.</summary>
    OwesTwoYears,

    /// <summary>The newest three years are open.</summary>
    OwesThreeYears,

    /// <summary>Everything since the second year is open.</summary>
    NeverCameBack,

    /// <summary>Of the newest year, a part was paid.</summary>
    PaidInPart,

    /// <summary>Once paid more than was asked: a credit remains.</summary>
    PaidTooMuch,

    /// <summary>One year was waived whole, another half.</summary>
    WasWaived,

    /// <summary>Three years were paid at once by one transfer.</summary>
    PaidTogether,
}
