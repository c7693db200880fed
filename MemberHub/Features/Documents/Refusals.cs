using MemberHub.Domain;

namespace MemberHub.Features.Documents;

/// <summary>There is no such payment of this member: money that is not confirmed is none yet.</summary>
public sealed record PaymentNotFound : Refusal;

/// <summary>The payment was taken over from the office's own history, and the society gives no receipts for those.</summary>
public sealed record NoReceiptForImported : Refusal;

/// <summary>The money went back to the payer.</summary>
public sealed record PaymentWasRefunded : Refusal;

/// <summary>No such receipt of this member, or none that counts any more.</summary>
public sealed record ReceiptNotFound : Refusal;

/// <summary>Addressee and proviso are what the receipt says already.</summary>
public sealed record ReceiptUnchanged : Refusal;

/// <summary>Something typed cannot be printed; the form says what.</summary>
public sealed record NotPrintable : Refusal;

/// <summary>Nothing is open, so there is nothing to quote or deliver.</summary>
public sealed record NothingToPrint : Refusal;

/// <summary>The invoice is not the member's, or it is void.</summary>
public sealed record InvoiceNotFound : Refusal;

/// <summary>The claim is not the one that the page showed.</summary>
public sealed record PaperClaimChanged(Yen Now) : Refusal;

/// <summary>A day of the register's search is not one.</summary>
/// <param name="Field">The form's property, which leads the page to the input.</param>
public sealed record NotADay(string Field) : Refusal;

/// <summary>An amount of the register's search is not one.</summary>
public sealed record NotAnAmount(string Field) : Refusal;

/// <summary>The end of a day or amount range lies before its beginning.</summary>
public sealed record EmptyRange(string Field) : Refusal;

/// <summary>Personal data leaves the system only for a stated reason, not longer than the audit trail keeps it.</summary>
public sealed record ExportReasonMissing(int Max) : Refusal;

/// <summary>Nothing was chosen for upload, or more than a document of ours can have.</summary>
public sealed record NoFileToCheck(int MostMegabytes) : Refusal;
