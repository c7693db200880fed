using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>Everything that is printed on an invoice (請求書). Kept with the document as its snapshot.</summary>
public sealed record InvoiceContent : DocumentContent
{
    /// <summary>The digits the payer is asked to write before the name, such as 000123.</summary>
    public required string NumberDigits { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>件名, such as 年会費（2024年度から2026年度まで）.</summary>
    public required string Subject { get; init; }

    public required BankAccount BankAccount { get; init; }

    /// <summary>Whose dues these are on an invoice over several members (一括請求書), as its list prints them; empty for a member's own.</summary>
    public IReadOnlyList<InvoicedMember> Members { get; init; } = [];

    /// <summary>
    /// When payment is due: the latest due date of the charges, but never earlier than <paramref name="days"/> days after the issue.
    /// </summary>
    public static DateOnly DueDate(DateOnly issuedOn, IEnumerable<DateOnly> chargesDueOn, int days) =>
        chargesDueOn.Append(issuedOn.AddDays(days)).Max();
}
