namespace MemberHub.Domain.Dues;

/// <summary>All charges of a member with what was paid of them, and the member's credit (お預り金), on a day in Japan.</summary>
public sealed record MemberLedger(IReadOnlyList<ChargePosition> Charges, Yen Credit, DateOnly AsOf)
{
    /// <summary>What the member is to pay now (合算請求).</summary>
    public ArrearsClaim ToClaim() => ArrearsClaim.Of(Charges, Credit, AsOf);
}
