namespace MemberHub.Domain.Documents;

/// <summary>A member on the list of an invoice over several members (会員一覧).</summary>
public sealed record InvoicedMember(string Number, string Name, IReadOnlyList<InvoicedCharge> Charges)
{
    public Yen Total => Charges.Total(charge => charge.Amount);
}

/// <summary>What is asked for the member, one per charge.</summary>
/// <param name="Description">Such as 2026年度 年会費（正会員）.</param>
public sealed record InvoicedCharge(string Description, Yen Amount);
