namespace MemberHub.Domain.Documents;

/// <summary>One line: one charge, or what was received beyond the charges.</summary>
public sealed record InvoiceLine
{
    /// <summary>内容, such as 2024年度 年会費（正会員）.</summary>
    public required string Description { get; init; }

    /// <summary>Null for what belongs to no period, such as 預り金.</summary>
    public DateOnly? PeriodStart { get; init; }

    /// <inheritdoc cref="PeriodStart"/>
    public DateOnly? PeriodEnd { get; init; }

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
