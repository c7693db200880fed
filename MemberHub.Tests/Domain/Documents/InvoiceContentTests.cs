using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Domain.Documents;

public sealed class InvoiceContentTests
{
    [Fact]
    public void Payment_is_due_on_the_later_of_the_charges_due_date_and_thirty_days()
    {
        var issued = new DateOnly(2026, 11, 22);

        Assert.Equal(new DateOnly(2026, 12, 22), InvoiceContent.DueDate(issued, [new DateOnly(2024, 3, 31), new DateOnly(2026, 3, 31)], 30));
        Assert.Equal(new DateOnly(2027, 3, 31), InvoiceContent.DueDate(issued, [new DateOnly(2027, 3, 31)], 30));
    }

    [Theory]
    [InlineData("病院", "検査部", "", "病院|検査部　御中")]
    [InlineData("病院", "", "髙橋 真理子", "病院|髙橋 真理子　様")]
    [InlineData("", "", "髙橋 真理子", "髙橋 真理子　様")]
    [InlineData("病院", "", "", "病院　御中")]
    public void The_last_line_carries_the_honorific(string institution, string department, string person, string lines) =>
        Assert.Equal(lines.Split('|'), new Addressee(institution, department, person).Lines);

    [Theory]
    [InlineData("I-2026-000123", DocumentKind.Invoice)]
    [InlineData("R-2026-000123", DocumentKind.Receipt)]
    [InlineData("Q-2026-000123", DocumentKind.Quotation)]
    [InlineData("D-2026-000123", DocumentKind.DeliveryNote)]
    public void A_number_names_its_kind(string text, DocumentKind kind)
    {
        Assert.Equal(new DocumentNumber(kind, new FiscalYear(2026), 123), DocumentNumber.Parse(text));
        Assert.Equal(text, DocumentNumber.Parse(text).ToString());
    }

    [Theory]
    [InlineData("I-2026-123")]
    [InlineData("X-2026-000123")]
    [InlineData("i-2026-000123")]
    [InlineData("I-2026-000123\n")]
    public void A_number_is_read_only_in_its_written_form(string text)
    {
        Assert.False(DocumentNumber.TryParse(text, out _));
        Assert.Throws<FormatException>(() => DocumentNumber.Parse(text));
    }

    [Fact]
    public void Tax_is_rounded_once_on_the_total()
    {
        var content = Content(TaxClass.Standard, 105, 105, 105);

        Assert.Equal(new Yen(315), content.TaxedAt10);
        Assert.Equal(new Yen(28), content.TaxWithin);
        Assert.Equal(Yen.Zero, content.OutOfScope);
    }

    private static InvoiceContent Content(TaxClass tax, params long[] prices) => new()
    {
        Number = "I-2026-000001",
        NumberDigits = "000001",
        IssuedOn = new DateOnly(2026, 11, 22),
        DueOn = new DateOnly(2026, 12, 22),
        MemberNumber = "0000101",
        MemberName = "髙橋　真理子",
        Addressee = new Addressee("病院", "", ""),
        Subject = "年会費",
        Lines = [.. prices.Select(price => new InvoiceLine
        {
            Description = "年会費",
            PeriodStart = new DateOnly(2026, 1, 1),
            PeriodEnd = new DateOnly(2026, 12, 31),
            Tax = tax,
            UnitPrice = new Yen(price),
        })],
        Issuer = new Issuer(),
        BankAccount = new BankAccount(),
    };
}
