using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Papers;

/// <summary>The words of an invoice's lines, in the language of the paper (ja or en) and not of the page.</summary>
public static class InvoiceWording
{
    private const string Japanese = "ja";

    /// <summary>件名: 年会費（2024年度から2026年度まで）, or 2026年度 年会費.</summary>
    public static string Subject(IReadOnlyList<ChargePosition> lines, string language)
    {
        var text = PapersText.In(language);
        var items = string.Join(text["Between"], lines.Select(line => line.Item).Distinct().Select(item => text[$"{item}"]));
        var (first, last) = (lines[0].Year, lines[^1].Year);
        return first == last ? text["SubjectOneYear", first, items] : text["SubjectYears", items, first, last];
    }

    /// <summary>A member's own invoice.</summary>
    public static InvoiceContent Content(DocumentNumber number, DateOnly today, SocietySettings settings, Addressee addressee, MemberClaim claim, string language) =>
        Content(number, today, settings, addressee, claim.Lines, [.. claim.Lines.Select(line => Line(line, language))], claim.Number, claim.Name) with { Subject = Subject(claim.Lines, language), Language = language };

    /// <summary>One invoice over several members (一括請求書): equal charges make one line, the list says whose they are.</summary>
    public static InvoiceContent Content(DocumentNumber number, DateOnly today, SocietySettings settings, Addressee addressee, IReadOnlyList<MemberClaim> claims)
    {
        List<ChargePosition> charges = [.. claims.SelectMany(claim => claim.Lines).OrderBy(line => line.Year).ThenBy(line => line.Item).ThenBy(line => line.CategoryName, StringComparer.Ordinal).ThenByDescending(line => line.Open)];
        IEnumerable<InvoiceLine> lines = charges.Select(charge => Line(charge, Japanese)).GroupBy(line => line).Select(same => same.Key with { Quantity = same.Count() });
        return Content(number, today, settings, addressee, charges, [.. lines], "", "") with
        {
            Members = [.. claims.Select(claim => new InvoicedMember(claim.Number, claim.Name, [.. claim.Lines.Select(line => new InvoicedCharge(Line(line, Japanese).Description, line.Open))]))],
        };
    }

    /// <summary>2024年度 年会費（正会員）; with 訂正後 after it when the amount was corrected, and 残額 when a part was paid before.</summary>
    public static InvoiceLine Line(ChargePosition charge, string language) => new()
    {
        Description = PapersText.In(language)[charge.Open != charge.Charged ? "LineRest" : charge.Corrected != Yen.Zero ? "LineCorrected" : "Line", charge.Year, ItemOf(charge, language), charge.CategoryIn(language)],
        PeriodStart = charge.PeriodStart,
        PeriodEnd = charge.PeriodEnd,
        UnitPrice = charge.Open,
    };

    /// <summary>年会費, or 個別請求 講習会テキスト代.</summary>
    internal static string ItemOf(ChargePosition charge, string language)
    {
        var item = PapersText.In(language)[$"{charge.Item}"];
        return charge.Title.Length == 0 ? item : $"{item} {charge.Title}";
    }

    private static InvoiceContent Content(
        DocumentNumber number, DateOnly today, SocietySettings settings, Addressee addressee, IReadOnlyList<ChargePosition> charges, IReadOnlyList<InvoiceLine> lines, string memberNumber, string memberName) => new()
        {
            Number = number.ToString(),
            NumberDigits = number.Digits,
            IssuedOn = today,
            DueOn = InvoiceContent.DueDate(today, charges.Select(charge => charge.DueOn), settings.InvoiceDays),
            MemberNumber = memberNumber,
            MemberName = memberName,
            Addressee = addressee,
            Subject = Subject(charges, Japanese),
            Lines = lines,
            Issuer = settings.Issuer,
            BankAccount = settings.BankAccount,
        };
}
