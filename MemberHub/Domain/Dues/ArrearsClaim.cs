namespace MemberHub.Domain.Dues;

/// <summary>
/// All open charges of a member whose payment period has begun, claimed together, oldest first (合算請求). A credit (お預り金)
/// stands beside the claim and never lowers it by itself.
/// </summary>
public sealed record ArrearsClaim
{
    private ArrearsClaim(IReadOnlyList<ChargePosition> lines, Yen credit, DateOnly asOf) =>
        (Lines, Credit, AsOf) = (lines, credit, asOf);

    /// <summary>Oldest fiscal year first; within a year by item.</summary>
    public IReadOnlyList<ChargePosition> Lines { get; }

    public Yen Credit { get; }

    /// <summary>The day in Japan for which the claim holds.</summary>
    public DateOnly AsOf { get; }

    public Yen Total => Lines.Total(line => line.Open);

    public bool IsEmpty => Lines.Count == 0;

    /// <summary>The gravest stage among the lines, or null for an empty claim.</summary>
    public ChargeStage? Stage => IsEmpty ? null : Lines.Max(line => line.StageOn(AsOf));

    /// <summary>Since when something is open: the first day of the oldest open year; null for an empty claim.</summary>
    public DateOnly? Since => IsEmpty ? null : Lines[0].PeriodStart;

    /// <summary>Composes the claim of one member from all of the member's charges.</summary>
    public static ArrearsClaim Of(IEnumerable<ChargePosition> charges, Yen credit, DateOnly today) => new(
        [.. charges
            .Where(charge => charge.StageOn(today) is ChargeStage.NotYetDue or ChargeStage.Due or ChargeStage.InArrears)
            .OrderBy(charge => charge.Year).ThenBy(charge => charge.Item).ThenBy(charge => charge.ChargeId)],
        credit,
        today);
}
