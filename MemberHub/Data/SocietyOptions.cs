using MemberHub.Domain.Societies;

namespace MemberHub.Data;

/// <summary>The settings section Society: what an empty database begins with. Afterwards the office changes it in MemberHub.</summary>
public sealed class SocietyOptions
{
    /// <summary>A short name in ASCII, such as aoba.</summary>
    public string Code { get; init; } = "";

    public string NameJa { get; init; } = "";

    public string NameEn { get; init; } = "";

    public SocietySettings Settings { get; init; } = new();

    public List<Named> Categories { get; init; } = [];

    public List<Named> Ranks { get; init; } = [];

    public List<Rule> Dues { get; init; } = [];

    /// <summary>A category or a rank.</summary>
    public sealed class Named
    {
        public string Code { get; init; } = "";

        public string NameJa { get; init; } = "";

        public string NameEn { get; init; } = "";

        /// <summary>Only for categories: its members are bodies, not persons.</summary>
        public bool IsOrganisation { get; init; }
    }

    /// <summary>A line of the dues schedule.</summary>
    public sealed class Rule
    {
        /// <summary>A category's code.</summary>
        public string Category { get; init; } = "";

        /// <summary>A rank's code, or empty for members without a rule of their own.</summary>
        public string Rank { get; init; } = "";

        /// <summary>The first fiscal year it holds for.</summary>
        public int From { get; init; }

        /// <summary>Yen a year, or a unit and year.</summary>
        public long Amount { get; init; }
    }
}
