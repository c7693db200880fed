using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>Puts black text, and nothing else, where the official form has room for it. Lengths are millimetres.</summary>
internal sealed class SlipDrawing(PdfPage page, SlipPrinting printing, SlipStyles styles, PapersText text)
{
    private const double Padding = 1.2;

    /// <summary>Both halves of one slip.</summary>
    public void Draw(SlipContent slip, PostalAccount account)
    {
        var (symbol, check, serial) = account.Parts();
        var amount = slip.Amount.Value.ToString(CultureInfo.InvariantCulture);
        Digits(symbol, SlipForm.Symbol, SlipForm.ReceiptSymbol);
        Digits(check, SlipForm.Check, SlipForm.ReceiptCheck);
        Digits(serial, SlipForm.Serial, SlipForm.ReceiptSerial);
        Digits(amount, SlipForm.Amount, SlipForm.ReceiptAmount);
        Fill(account.Holder, SlipForm.Holder, styles.Holder);
        Fill(account.Holder, SlipForm.ReceiptHolder, styles.ReceiptHolder);
        Message(slip);
        Payer(slip);
        Fill($"{slip.To.Name}\n{slip.MemberNumber}", SlipForm.ReceiptName, styles.ReceiptName);
    }

    /// <summary>2024・2025・2026年度 年会費; years that follow one another without a gap, from four on, as 2021〜2026年度.</summary>
    internal static string YearsOf(IReadOnlyList<SlipLine> lines, PapersText text) => string.Join('、', lines.GroupBy(line => line.Item).Select(item =>
    {
        List<FiscalYear> years = [.. item.Select(line => line.Year).Distinct().Order()];
        var unbroken = years.Count > 3 && years[^1] - years[0] == years.Count - 1;
        return text["SlipYears", unbroken ? text["SlipYearRange", years[0], years[^1]] : string.Join('・', years), text[$"{item.Key}"]];
    }));

    private void Message(SlipContent slip)
    {
        var each = slip.Lines[0].Amount;
        var equal = slip.Lines.Count > 1 && slip.Lines.All(line => line.Amount == each && line.Item == DuesItem.AnnualDues);
        var number = equal ? text["SlipNumberEach", slip.Number, each, slip.Lines.Count] : text["SlipNumber", slip.Number];
        Fill($"{YearsOf(slip.Lines, text)}\n{text["SlipMember", slip.MemberNumber]}\n{number}", SlipForm.Message, styles.Message);
    }

    private void Payer(SlipContent slip)
    {
        var to = slip.To;
        if (to.PostalCode.Split('-') is [{ Length: 3 } first, { Length: 4 } last])
        {
            Centred(first, SlipForm.PostalCodeFirst, styles.PostalCode);
            Centred(last, SlipForm.PostalCodeLast, styles.PostalCode);
        }

        var place = string.Join('　', new[] { to.Institution, to.Department }.Where(part => part.Length > 0));
        Fill(place.Length > 0 ? $"{to.Address}\n{place}" : to.Address, SlipForm.Address, styles.Address);
        Fill(to.Name, SlipForm.Name, styles.Name);
        if (slip.Phone.Split('-') is { Length: 3 } parts)
        {
            for (var part = 0; part < parts.Length; part++)
            {
                Centred(parts[part], SlipForm.Phone[part], styles.Phone);
            }
        }
    }

    /// <summary>The same digits in both halves, each in the middle of its box.</summary>
    private void Digits(string digits, params ReadOnlySpan<DigitRow> rows)
    {
        foreach (var row in rows)
        {
            if (digits.Length > row.Count)
            {
                throw new ArgumentOutOfRangeException(nameof(digits), digits.Length, "The form has no room for so many digits.");
            }

            for (var place = 0; place < digits.Length; place++)
            {
                var digit = digits.AsSpan(place, 1);
                var middle = row.Left + ((row.Count - digits.Length + place + 0.5) * DigitRow.Pitch);
                Print(digit, middle - (styles.Digits.WidthOf(digit) / 2), row.Area.Middle + styles.HalfDigit, styles.Digits);
            }
        }
    }

    private void Centred(string words, PaperArea area, TextStyle style)
    {
        var half = Units.ToMillimetres(style.Size * style.Font.CapHeight / 2000);
        Print(words, ((area.Left + area.Right) / 2) - (style.WidthOf(words) / 2), area.Middle + half, style);
    }

    /// <summary>Text in the middle of its box from top to bottom, as large as the style says or as the box allows.</summary>
    private void Fill(string words, PaperArea area, TextStyle style)
    {
        const double smallest = 5.5;
        var block = new TextBlock(words, style, area.Width - (2 * Padding), byPhrase: true);
        var lines = words.Count(sign => sign == '\n') + 1;
        while ((block.Height > area.Height + 0.01 || block.LineCount > lines) && block.Style.Size > smallest)
        {
            // A line more is allowed once the text has become small enough for it.
            var smaller = block.Style with { Size = block.Style.Size - 0.5 };
            block = new TextBlock(words, smaller, area.Width - (2 * Padding), byPhrase: true);
            if (block.LineCount > lines && block.Height <= area.Height + 0.01)
            {
                break;
            }
        }

        block.Draw(page, area.Left + Padding + printing.OffsetX, area.Middle - (block.Height / 2) + printing.OffsetY);
    }

    private void Print(ReadOnlySpan<char> words, double x, double baseline, TextStyle style) =>
        page.Text(words, x + printing.OffsetX, baseline + printing.OffsetY, style);
}
