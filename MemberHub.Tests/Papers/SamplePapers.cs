using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Papers;

/// <summary>Receipts, quotations and delivery notes of the same invented society as the invoices.</summary>
internal static class SamplePapers
{
    public static readonly DateTime CreatedUtc = SampleInvoices.CreatedUtc;

    public static readonly ReceiptCopy Copy = new(1, new DateOnly(2027, 1, 8));

    /// <summary>Three years of dues, by bank transfer, for a department.</summary>
    public static readonly ReceiptContent Receipt = new()
    {
        Number = "R-2026-000123",
        IssuedOn = new DateOnly(2026, 11, 22),
        ReceivedOn = new DateOnly(2026, 11, 20),
        Method = PaymentMethod.BankTransfer,
        MemberNumber = SampleInvoices.Usual.MemberNumber,
        MemberName = SampleInvoices.Usual.MemberName,
        Addressee = SampleInvoices.Usual.Addressee,
        Proviso = "2024年度から2026年度まで 年会費として",
        Lines = SampleInvoices.Usual.Lines,
        Issuer = SampleInvoices.Usual.Issuer,
        StampNote = StampNote.NotTaxable,
    };

    /// <summary>One year, by card, for a person.</summary>
    public static readonly ReceiptContent CardReceipt = Receipt with
    {
        Method = PaymentMethod.Card,
        Addressee = new Addressee("", "", "髙橋 真理子"),
        Proviso = "2026年度 年会費として",
        Lines = SampleInvoices.Short.Lines,
        StampNote = StampNote.Electronic,
    };

    /// <summary>More came at the shop than was owed.</summary>
    public static readonly ReceiptContent CreditReceipt = CardReceipt with
    {
        Method = PaymentMethod.ConvenienceStore,
        Proviso = "2026年度 年会費およびお預り金として",
        Lines = [.. SampleInvoices.Short.Lines, new InvoiceLine { Description = "お預り金（会費への充当前）", UnitPrice = new Yen(12_000) }],
        StampNote = StampNote.None,
    };

    /// <summary>Every name as long as it may be.</summary>
    public static readonly ReceiptContent LongReceipt = Receipt with
    {
        MemberName = SampleInvoices.Long.MemberName,
        Addressee = SampleInvoices.Long.Addressee,
        Proviso = "2024年度から2026年度まで 年会費（機関会員・病床数500床以上の医療機関）および第58回学術集会記念事業への賛助金として（請求書 I-2026-000482）",
        Lines = SampleInvoices.Long.Lines,
        Issuer = SampleInvoices.Long.Issuer,
    };

    public static readonly ClaimPaperContent Quotation = new()
    {
        Kind = DocumentKind.Quotation,
        Number = "Q-2026-000031",
        IssuedOn = new DateOnly(2026, 11, 22),
        MemberNumber = SampleInvoices.Usual.MemberNumber,
        MemberName = SampleInvoices.Usual.MemberName,
        Addressee = SampleInvoices.Usual.Addressee,
        Subject = SampleInvoices.Usual.Subject,
        Lines = SampleInvoices.Usual.Lines,
        Issuer = SampleInvoices.Usual.Issuer,
    };

    /// <summary>The dates are the payer's to write.</summary>
    public static readonly ClaimPaperContent BlankDelivery = Quotation with
    {
        Kind = DocumentKind.DeliveryNote,
        Number = "D-2026-000007",
        IssuedOn = null,
        InvoiceNumber = "I-2026-000482",
    };
}
