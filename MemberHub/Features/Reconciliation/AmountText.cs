using MemberHub.Domain;
using MemberHub.Domain.Dues;

namespace MemberHub.Features.Reconciliation;

/// <summary>Reads an amount that came, as a person typed it.</summary>
internal static class AmountText
{
    /// <summary>1円 up to the largest charge; null for anything else.</summary>
    public static Yen? Read(string typed) => TypedAmount.Read(typed) is { } amount && amount <= DuesCharge.MaxAmount ? amount : null;
}
