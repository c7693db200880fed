using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Papers;

public sealed class ReceiptPaperTests
{
    private static readonly ReceiptPaper Receipts = new(PdfTools.Fonts);
    private static readonly ClaimPaper ClaimPapers = new(PdfTools.Fonts);

    public static TheoryData<string> Samples => ["receipt-usual", "receipt-card", "receipt-credit", "receipt-long", "receipt-copy", "receipt-voided", "quotation", "quotation-blank", "delivery", "delivery-blank"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_text_is_the_one_a_person_agreed_to(string sample)
    {
        PdfTools.Need("pdftotext");
        Approved.Equal(sample, PdfTools.Run("pdftotext", Print(sample), sample.EndsWith("voided", StringComparison.Ordinal) ? "-raw" : "-layout", "{file}", "-"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_file_is_clean_and_stays_within_its_margins(string sample)
    {
        PdfTools.Need("qpdf", "pdftotext");
        var bytes = Print(sample);
        PdfTools.AssertClean(bytes);
        var words = System.Xml.Linq.XDocument.Parse(PdfTools.Run("pdftotext", bytes, "-bbox", "{file}", "-")).Descendants().Where(node => node.Name.LocalName == "word").ToList();
        Assert.NotEmpty(words);
        Assert.All(words.Where(word => !word.Value.StartsWith('取')), word =>
        {
            Assert.InRange((double)word.Attribute("xMin")!, 22 * 72 / 25.4 - 0.1, 595);
            Assert.InRange((double)word.Attribute("xMax")!, 0, 192 * 72 / 25.4 + 0.1);
            Assert.InRange((double)word.Attribute("yMax")!, 0, 290 * 72 / 25.4);
        });
    }

    [Fact]
    public void The_amount_stands_between_its_guards_with_proviso_and_date()
    {
        PdfTools.Need("pdftotext");
        var text = Text(SamplePapers.Receipt);

        Assert.Contains("¥36,000※", text, StringComparison.Ordinal);
        Assert.Contains("2024年度から2026年度まで 年会費として", text, StringComparison.Ordinal);
        Assert.Contains("2026年11月20日", text, StringComparison.Ordinal);
        Assert.Contains("課税対象外(不課税)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_card_is_called_a_card_payment()
    {
        PdfTools.Need("pdftotext");
        Assert.Contains("クレジットカード払い", Text(SamplePapers.CardReceipt), StringComparison.Ordinal);
        Assert.DoesNotContain("クレジットカード払い", Text(SamplePapers.Receipt), StringComparison.Ordinal);
        Assert.All(Enum.GetValues<PaymentMethod>(), method => Text(SamplePapers.Receipt with { Method = method }));
    }

    [Theory]
    [InlineData(StampNote.None, "収入印紙", false)]
    [InlineData(StampNote.Electronic, "電子データで交付", true)]
    [InlineData(StampNote.NotTaxable, "営業に関しない", true)]
    public void The_note_on_the_revenue_stamp_is_the_societys(StampNote note, string words, bool printed)
    {
        PdfTools.Need("pdftotext");
        Assert.Equal(printed, Text(SamplePapers.Receipt with { StampNote = note }).Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_is_the_same_receipt_with_its_mark_and_its_day()
    {
        PdfTools.Need("pdftotext");
        var original = Words("receipt-usual");
        var added = Words("receipt-copy").ToList();

        Assert.All(original, word => Assert.True(added.Remove(word), word));
        Assert.Equal(["2027年1月8日", "再発行", "再発行日"], added);
    }

    [Fact]
    public void The_lines_are_those_of_the_invoice()
    {
        PdfTools.Need("pdftotext");
        var lines = Lines(new InvoicePaper(PdfTools.Fonts).Render(SampleInvoices.Usual, SampleInvoices.CreatedUtc).Bytes);

        Assert.Equal(3, lines.Length);
        Assert.All(new[] { "quotation", "delivery-blank", "receipt-usual" }, sample => Assert.Equal(lines, Lines(Print(sample))));
    }

    [Theory]
    [InlineData("quotation-blank")]
    [InlineData("delivery-blank")]
    public void A_blank_date_leaves_no_date_of_ours_on_the_paper(string sample)
    {
        PdfTools.Need("pdftotext");
        Assert.DoesNotContain("11月22日", PdfTools.Text(Print(sample)), StringComparison.Ordinal);
    }

    // The width of the gaps is not what is compared.
    private static string[] Lines(byte[] pdf) =>
        [.. PdfTools.Text(pdf, layout: true).Split('\n').Where(line => line.Contains("正会員", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private static string[] Words(string sample) =>
        [.. PdfTools.Run("pdftotext", Print(sample), "-raw", "{file}", "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private static string Text(ReceiptContent content) => PdfTools.Text(Receipts.Render(content, SamplePapers.CreatedUtc).Bytes);

    private static byte[] Print(string sample) => sample switch
    {
        "receipt-card" => Receipts.Render(SamplePapers.CardReceipt, SamplePapers.CreatedUtc).Bytes,
        "receipt-credit" => Receipts.Render(SamplePapers.CreditReceipt, SamplePapers.CreatedUtc).Bytes,
        "receipt-long" => Receipts.Render(SamplePapers.LongReceipt, SamplePapers.CreatedUtc).Bytes,
        "receipt-copy" => Receipts.Render(SamplePapers.Receipt, SamplePapers.CreatedUtc, SamplePapers.Copy).Bytes,
        "receipt-voided" => Receipts.Render(SamplePapers.Receipt, SamplePapers.CreatedUtc, voided: true).Bytes,
        "quotation" => ClaimPapers.Render(SamplePapers.Quotation, SamplePapers.CreatedUtc).Bytes,
        "quotation-blank" => ClaimPapers.Render(SamplePapers.Quotation with { IssuedOn = null }, SamplePapers.CreatedUtc).Bytes,
        "delivery" => ClaimPapers.Render(SamplePapers.BlankDelivery with { IssuedOn = SamplePapers.Quotation.IssuedOn, InvoiceNumber = "" }, SamplePapers.CreatedUtc).Bytes,
        "delivery-blank" => ClaimPapers.Render(SamplePapers.BlankDelivery, SamplePapers.CreatedUtc).Bytes,
        _ => Receipts.Render(SamplePapers.Receipt, SamplePapers.CreatedUtc).Bytes,
    };
}
