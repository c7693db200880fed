using MemberHub.Domain.Documents;
using MemberHub.Papers;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Papers;

public sealed class InvoicePaperTests
{
    private static readonly InvoicePaper Paper = new(PdfTools.Fonts);

    public static TheoryData<string> Samples => ["usual", "short", "long", "thirty", "round-seal", "voided"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_text_is_the_one_a_person_agreed_to(string sample)
    {
        PdfTools.Need("pdftotext");
        // A word that stands askew throws the rows of the others into disorder, so these are read in the order of printing.
        Approved.Equal($"invoice-{sample}", PdfTools.Run("pdftotext", Print(sample), sample == "voided" ? "-raw" : "-layout", "{file}", "-"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_file_is_clean_and_brings_its_fonts(string sample)
    {
        PdfTools.Need("qpdf", "pdffonts");
        var bytes = Print(sample);
        PdfTools.AssertClean(bytes);
        var fonts = PdfTools.Run("pdffonts", bytes, "{file}").Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(2, fonts.Length);
        Assert.All(fonts, font => Assert.Matches("CID TrueType +Identity-H +yes yes yes", font));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Nothing_is_printed_outside_the_margins(string sample)
    {
        PdfTools.Need("pdftotext");
        var boxes = PdfTools.Run("pdftotext", Print(sample), "-bbox", "{file}", "-");
        var words = System.Xml.Linq.XDocument.Parse(boxes).Descendants().Where(node => node.Name.LocalName == "word").ToList();
        Assert.NotEmpty(words);
        Assert.All(words.Where(word => !word.Value.StartsWith('取')), word =>
        {
            Assert.InRange((double)word.Attribute("xMin")!, 22 * 72 / 25.4 - 0.1, 595);
            Assert.InRange((double)word.Attribute("xMax")!, 0, 192 * 72 / 25.4 + 0.1);
            Assert.InRange((double)word.Attribute("yMax")!, 0, 290 * 72 / 25.4);
        });
    }

    [Fact]
    public void A_paper_in_English_names_the_issuer_in_English_where_it_has_such_a_name()
    {
        PdfTools.Need("pdftotext");
        var english = SampleInvoices.Usual with { Language = "en" };
        var named = english with { Issuer = english.Issuer with { NameEn = "Aoba Society of Clinical Medicine", RepresentativeEn = "Kiyoshi Fujisawa, President", AddressEn = ["9-82-5 Kamisugi, Aoba-ku, Sendai"] } };
        var (before, after) = (PdfTools.Text(Paper.Render(english, SampleInvoices.CreatedUtc).Bytes), PdfTools.Text(Paper.Render(named, SampleInvoices.CreatedUtc).Bytes));

        Assert.Contains("藤沢", before, StringComparison.Ordinal);
        Assert.All(["Aoba Society of Clinical Medicine", "Kiyoshi Fujisawa, President", "9-82-5 Kamisugi"], words => Assert.Contains(words, after, StringComparison.Ordinal));
        Assert.DoesNotContain("藤沢", after, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_invoice_makes_the_same_bytes_on_four_threads()
    {
        PdfTools.Need();
        var alone = Print("usual");
        var together = new byte[64][];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, index => together[index] = Print("usual"));
        Assert.All(together, bytes => Assert.Equal(alone, bytes));
    }

    [Fact]
    public void Thirty_lines_go_on_on_a_second_page_under_a_head_of_their_own()
    {
        PdfTools.Need("pdftotext");
        var pages = PdfTools.Text(Print("thirty"), layout: true).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, pages.Length);
        Assert.All(pages, page => Assert.Contains("対象期間", page));
        Assert.Matches("1 ?/ ?2", pages[0]);
        Assert.Matches("2 ?/ ?2", pages[1]);
        Assert.Contains("合計", pages[1]);
        Assert.DoesNotContain("合計", pages[0]);
    }

    [Fact]
    public void The_list_of_members_begins_a_page_repeats_its_head_and_ends_with_the_total()
    {
        PdfTools.Need("pdftotext", "qpdf");
        var bytes = Print("joint");
        PdfTools.AssertClean(bytes);
        var pages = PdfTools.Text(bytes, layout: true).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, pages.Length);
        Assert.Contains("会員60名分", pages[0]);
        Assert.Contains("みなと総合医療センター", pages[0]);
        Assert.DoesNotContain("0012800", pages[0]);
        Assert.Contains("会員一覧", pages[1]);
        Assert.All(pages[1..], page => Assert.Contains("会員計", page));
        Assert.Matches("合計（60名） +960,000円", pages[^1]);
        Assert.All(SampleInvoices.Joint.Members, member => Assert.Contains(member.Number, string.Concat(pages[1..])));
    }

    [Fact]
    public void The_sum_never_stands_without_a_line_above_it()
    {
        PdfTools.Need("pdftotext");
        for (var count = 1; count <= 60; count++)
        {
            var content = SampleInvoices.Usual with { Lines = [.. Enumerable.Repeat(SampleInvoices.Usual.Lines[0], count)] };
            var pages = PdfTools.Text(Paper.Render(content, SampleInvoices.CreatedUtc).Bytes, layout: true).Split('\f');
            Assert.Contains("年会費（正会員）", Assert.Single(pages, page => page.Contains("合計", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_registration_number_stands_only_beside_a_taxable_line()
    {
        PdfTools.Need("pdftotext");
        var registered = SampleInvoices.Usual with { Issuer = SampleInvoices.Usual.Issuer with { RegistrationNumber = "T7000012050002" } };
        Assert.DoesNotContain("T7000012050002", Text(registered));
        var taxable = registered with { Lines = [registered.Lines[0] with { Tax = TaxClass.Standard }] };
        Assert.Contains("登録番号 T7000012050002", Text(taxable));
        Assert.DoesNotContain("適格請求書の対象ではありません", Text(taxable));
    }

    [Fact]
    public void A_void_prints_the_same_page_with_the_word_over_it()
    {
        PdfTools.Need("pdftotext");
        string[] Words(string sample) => [.. PdfTools.Run("pdftotext", Print(sample), "-raw", "{file}", "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
        var added = Words("voided").ToList();
        Assert.All(Words("usual"), word => Assert.True(added.Remove(word), word));
        Assert.Equal("取消", string.Concat(added));
    }

    [Fact]
    public void A_name_the_font_cannot_show_is_reported()
    {
        PdfTools.Need();
        var printed = Paper.Render(SampleInvoices.Usual with { MemberName = "髙橋 😀" }, SampleInvoices.CreatedUtc);
        Assert.Equal("😀", Assert.Single(printed.Lacking).Text);
    }

    private static string Text(InvoiceContent content) => PdfTools.Text(Paper.Render(content, SampleInvoices.CreatedUtc).Bytes);

    private static byte[] Print(string sample) => Paper.Render(
        sample switch
        {
            "short" => SampleInvoices.Short,
            "long" => SampleInvoices.Long,
            "thirty" => SampleInvoices.Thirty,
            "joint" => SampleInvoices.Joint,
            "round-seal" => SampleInvoices.RoundSeal,
            _ => SampleInvoices.Usual,
        },
        SampleInvoices.CreatedUtc,
        voided: sample == "voided").Bytes;
}
