using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>What every document prints: its number, whose dues these are, to whom it goes, the lines and who issues it.</summary>
public abstract record DocumentContent
{
    /// <summary>In which language the paper speaks (書類の言語): ja or en.</summary>
    public string Language { get; init; } = "ja";

    /// <summary>The written number, such as I-2026-000123.</summary>
    public required string Number { get; init; }

    public required string MemberNumber { get; init; }

    /// <summary>The member whose dues these are; with 様 分 on the paper.</summary>
    public required string MemberName { get; init; }

    public required Addressee Addressee { get; init; }

    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public required Issuer Issuer { get; init; }

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
}
