namespace MemberHub.Features.Slips;

/// <summary>Slips that were printed together (印刷した束), as the job's row keeps them.</summary>
public sealed record SlipPile(IReadOnlyList<long> OrderIds)
{
    /// <summary>The kind of the job's row.</summary>
    public const string JobKind = "PrintSlips";
}
