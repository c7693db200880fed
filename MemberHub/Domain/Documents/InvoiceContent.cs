using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>Everything that is printed on an invoice (請求書). Kept with the document as its snapshot.</summary>
public sealed record InvoiceContent
{
    /// <summary>The written number, such as I-2026-000123.</summary>
    public required string Number { get; init; }

    /// <summary>The digits the payer is asked to write before the name, such as 000123.</summary>
    public required string NumberDigits { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public required string MemberNumber { get; init; }

    /// <summary>The member whose dues these are; with 様 分 on the invoice.</summary>
    public required string MemberName { get; init; }

    public required Addressee Addressee { get; init; }

    /// <summary>件名, such as 年会費（2024年度から2026年度まで）.</summary>
    public required string Subject { get; init; }

    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public required Issuer Issuer { get; init; }

    public required BankAccount BankAccount { get; init; }

    public Yen Total => Lines.Total(line => line.Amount);

    /// <summary>The sum of the lines that are out of the scope of consumption tax (課税対象外).</summary>
    public Yen OutOfScope => Lines.Where(line => line.Tax == TaxClass.OutOfScope).Total(line => line.Amount);

    /// <summary>The sum of the lines taxed at 10 %, tax included.</summary>
    public Yen TaxedAt10 => Lines.Where(line => line.Tax == TaxClass.Standard).Total(line => line.Amount);

    /// <summary>
    /// The tax within <see cref="TaxedAt10"/>, computed once on the total and rounded down: a qualified invoice allows one
    /// rounding per rate (消費税法施行令70条の10).
    /// </summary>
    public Yen TaxWithin => new(TaxedAt10.Value * 10 / 110);

    /// <summary>
    /// When payment is due: the latest due date of the charges, but never earlier than <paramref name="days"/> days after the issue.
    /// </summary>
    public static DateOnly DueDate(DateOnly issuedOn, IEnumerable<DateOnly> chargesDueOn, int days) =>
        chargesDueOn.Append(issuedOn.AddDays(days)).Max();
}

/// <summary>One line: one charge.</summary>
public sealed record InvoiceLine
{
    /// <summary>内容, such as 2024年度 年会費（正会員）.</summary>
    public required string Description { get; init; }

    public required DateOnly PeriodStart { get; init; }

    public required DateOnly PeriodEnd { get; init; }

    public TaxClass Tax { get; init; } = TaxClass.OutOfScope;

    public int Quantity { get; init; } = 1;

    public required Yen UnitPrice { get; init; }

    public Yen Amount => UnitPrice * Quantity;
}

/// <summary>How consumption tax treats a line. 不課税 (OutOfScope) and 非課税 (Exempt) are not the same.</summary>
public enum TaxClass
{
    /// <summary>不課税, printed 対象外: ordinary dues (消費税法基本通達5-5-3).</summary>
    OutOfScope,

    /// <summary>10%.</summary>
    Standard,
}
