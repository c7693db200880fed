using MemberHub.Platform.Pdf;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Pdf;

public sealed class PdfDocumentTests
{
    private static readonly DateTime CreatedUtc = new(2026, 11, 22, 0, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("髙橋﨑山邉渡𠮷野")]
    [InlineData("葛󠄀城と葛城")]
    [InlineData("か\u3099き\u3099")]
    [InlineData("ABC xyz 0123 ﾊﾝｶｸ ①㈱№℡")]
    [InlineData("邉󠄀邊󠄀辻󠄀")]
    public void The_text_comes_back_exactly(string text)
    {
        PdfTools.Need("pdftotext");
        var (bytes, lacking) = Print(text);
        Assert.Equal(text, PdfTools.Text(bytes).TrimEnd('\n', '\f'));
        Assert.Empty(lacking);
    }

    [Fact]
    public void A_sign_and_its_variant_of_the_same_look_stay_different_text()
    {
        PdfTools.Need("pdftotext");
        Assert.Equal("葛󠄀葛", PdfTools.Text(Print("葛󠄀葛").Bytes).TrimEnd('\n', '\f'));
    }

    [Fact]
    public void A_sign_the_font_lacks_prints_a_stand_in_and_is_reported_once()
    {
        PdfTools.Need("qpdf");
        var (bytes, lacking) = Print("A😀B😀");
        Assert.Equal([new LackingText("😀")], lacking);
        // Sign 2 is the stand-in; both places show it.
        Assert.Contains("<0001000200030002> Tj", Uncompressed(bytes));
        Assert.Equal(Width("A〓B〓"), Width("A😀B😀"));
    }

    [Fact]
    public void An_unknown_variant_prints_its_plain_form_and_is_reported()
    {
        PdfTools.Need("pdftotext");
        const string text = "葛\U000E01EF";
        var (bytes, lacking) = Print(text);
        Assert.Equal([new LackingText(text)], lacking);
        Assert.Equal(Width("葛"), Width(text));
        Assert.Equal(text, PdfTools.Text(bytes).TrimEnd('\n', '\f'));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_reported_and_nothing_behind_it_is_lost()
    {
        PdfTools.Need("pdftotext", "qpdf");
        var (bytes, lacking) = Print("A\uD842B");
        Assert.Equal([new LackingText("\uD842")], lacking);
        PdfTools.AssertClean(bytes);
        Assert.EndsWith("B", PdfTools.Text(bytes).TrimEnd('\n', '\f'));
    }

    [Fact]
    public void The_file_has_no_fault_and_says_what_it_is()
    {
        PdfTools.Need("qpdf", "pdfinfo", "pdffonts");
        var (bytes, _) = Print("請求書");
        PdfTools.AssertClean(bytes);
        var info = PdfTools.Run("pdfinfo", bytes, "-isodates", "{file}");
        Assert.Matches("Title: +表題 𠮷", info);
        Assert.Matches("Author: +作者", info);
        Assert.Matches("CreationDate: +2026-11-22T00:30:00Z", info);
        Assert.Matches("Page size: +595.28 x 841.89 pts \\(A4\\)", info);
        var catalog = Uncompressed(bytes);
        Assert.Contains("/Lang (ja)", catalog);
        Assert.Contains("/DisplayDocTitle true", catalog);
        var font = PdfTools.Run("pdffonts", bytes, "{file}").Split('\n')[2];
        Assert.Matches(@"^[A-Z]{6}\+NotoSansJP-Regular +CID TrueType +Identity-H +yes yes yes", font);
    }

    [Fact]
    public void The_same_calls_make_the_same_bytes()
    {
        PdfTools.Need();
        Assert.Equal(Print("同じ").Bytes, Print("同じ").Bytes);
        Assert.NotEqual(Print("同じ").Bytes, Print("違う").Bytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(450)]
    public async Task Pages_that_are_sent_as_they_are_finished_make_the_same_bytes(int pages)
    {
        PdfTools.Need("qpdf");
        using var whole = NewDocument();
        using var sent = NewDocument();
        using var target = new MemoryStream();
        for (var number = 1; number <= pages; number++)
        {
            whole.AddPage().Text($"{number}枚目", 20, 30, Style);
            sent.AddPage().Text($"{number}枚目", 20, 30, Style);
            await sent.SendPagesAsync(target, TestContext.Current.CancellationToken);
        }

        Assert.Equal(pages > 100, target.Length > 0);
        await sent.FinishAsync(target, TestContext.Current.CancellationToken);
        PdfTools.AssertClean(target.ToArray());
        Assert.Equal(whole.ToBytes(), target.ToArray());
    }

    [Fact]
    public async Task On_a_page_that_was_sent_nothing_is_drawn_and_nothing_is_lost_unheard()
    {
        PdfTools.Need();
        using var document = NewDocument();
        var page = document.AddPage();
        await document.SendPagesAsync(Stream.Null, TestContext.Current.CancellationToken);

        Assert.Throws<ObjectDisposedException>(() => page.Text("遅い", 20, 30, Style));
        Assert.Throws<InvalidOperationException>(() => document.ToBytes());
    }

    [Fact]
    public void Shapes_and_turned_text_are_drawn_without_fault()
    {
        PdfTools.Need("qpdf");
        using var document = NewDocument();
        var page = document.AddPage();
        page.Box(10, 20, 30, 40, new Stroke(0.5), PdfColor.Gray(0.9), radius: 3);
        page.Circle(100, 100, 11, new Stroke(0.4, new PdfColor(1, 0, 0)));
        page.Line(0, 0, 210, 297, new Stroke(0.2));
        page.Overprint(over => over.TurnedText("取消", 105, 148.5, -30, new TextStyle(PdfTools.Fonts.Bold, 90)));
        PdfTools.AssertClean(document.ToBytes());
    }

    [Fact]
    public void A_place_in_millimetres_is_that_place_in_points_from_the_bottom()
    {
        PdfTools.Need("qpdf");
        using var document = NewDocument();
        document.AddPage().Box(25.4, 25.4, 50.8, 25.4, fill: PdfColor.Black);
        Assert.Contains("72 697.89 144 72 re f", Uncompressed(document.ToBytes()));
    }

    private static (byte[] Bytes, IReadOnlyList<LackingText> Lacking) Print(string text)
    {
        using var document = NewDocument();
        document.AddPage().Text(text, 20, 30, Style);
        return (document.ToBytes(), document.Lacking);
    }

    private static TextStyle Style => new(PdfTools.Fonts.Regular, 12);

    private static double Width(string text) => Style.WidthOf(text);

    private static PdfDocument NewDocument() => new(new PdfInfo("表題 𠮷", "作者", CreatedUtc));

    private static string Uncompressed(byte[] pdf) => PdfTools.Run("qpdf", pdf, "--qdf", "--object-streams=disable", "{file}", "-");
}
