namespace MemberHub.Domain.Documents;

/// <summary>What is issued. Each has its own number series per society and fiscal year of the issue date.</summary>
public enum DocumentKind
{
    /// <summary>請求書, I-2026-000123.</summary>
    Invoice,

    /// <summary>領収書, R-2026-000123.</summary>
    Receipt,

    /// <summary>見積書, Q-2026-000123.</summary>
    Quotation,

    /// <summary>納品書, D-2026-000123.</summary>
    DeliveryNote,
}
