namespace MemberHub.Domain.Documents;

/// <summary>
/// Everything that is printed on a quotation (見積書) or a delivery note (納品書): the lines of the claim or of its invoice.
/// Kept with the document as its snapshot.
/// </summary>
public sealed record ClaimPaperContent : DocumentContent
{
    /// <summary>For how many days a quotation holds (有効期限).</summary>
    public const int ValidDays = 30;

    /// <summary><see cref="DocumentKind.Quotation"/> or <see cref="DocumentKind.DeliveryNote"/>.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>発行日; null where the date is left blank for the payer's own hand (日付空欄).</summary>
    public required DateOnly? IssuedOn { get; init; }

    /// <summary>件名, such as 年会費（2024年度から2026年度まで）.</summary>
    public required string Subject { get; init; }

    /// <summary>The invoice that asks for the same lines, or empty when there is none yet.</summary>
    public string InvoiceNumber { get; init; } = "";
}
