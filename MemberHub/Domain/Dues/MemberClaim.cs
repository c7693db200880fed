namespace MemberHub.Domain.Dues;

/// <summary>What a document asks of one member.</summary>
/// <param name="Number">The member's number, as digits.</param>
/// <param name="Lines">One per charge, oldest first; at least one.</param>
public sealed record MemberClaim(long MemberId, string Number, string Name, IReadOnlyList<ChargePosition> Lines)
{
    public Yen Total => Lines.Total(line => line.Open);
}
