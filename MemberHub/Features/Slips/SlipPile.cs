namespace MemberHub.Features.Slips;

/// <summary>Slips that are printed together (印刷した束), as the job's row keeps what was asked for. Its result is how many were printed.</summary>
/// <param name="AccountId">Who pressed the button.</param>
/// <param name="Again">Slips that lie in a pile already are wanted in this one, too.</param>
public sealed record SlipPile(long AccountId, IReadOnlyList<long> OrderIds, bool Again = false)
{
    /// <summary>The kind of the job's row.</summary>
    public const string JobKind = "PrintSlips";
}
