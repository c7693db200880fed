namespace MemberHub.Features.Documents;

/// <summary>The words of receipts, quotations and delivery notes on the pages.</summary>
public sealed class DocumentsText;
