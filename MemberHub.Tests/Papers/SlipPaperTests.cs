using System.Globalization;
using System.Xml.Linq;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Papers;

/// <summary>The overprint measured with pdftotext against the table of the official form, in millimetres.</summary>
public sealed class SlipPaperTests
{
    private const double Pitch = 5.08;

    private static readonly SlipPaper Slips = new(PdfTools.Fonts);

    [Theory]
    [InlineData("00190", 4.00, 15, 5)]
    [InlineData("0", 31.94, 15, 1)]
    [InlineData("123456", 39.56, 15, 7)]
    [InlineData("36000", 80.20, 15, 8)]
    [InlineData("00190", 136.08, 15, 5)]
    [InlineData("0", 164.02, 15, 1)]
    [InlineData("123456", 141.16, 26, 7)]
    [InlineData("36000", 136.08, 47, 8)]
    public async Task Each_digit_stands_in_the_middle_of_its_box(string digits, double left, double top, int boxes)
    {
        PdfTools.Need("pdftotext");
        var words = Words(await Print(SampleSlips.Usual));

        for (var place = 0; place < digits.Length; place++)
        {
            var (x, y) = (left + ((boxes - digits.Length + place + 0.5) * Pitch), top + 4);
            var found = Assert.Single(words, word => word.Text == digits[place..(place + 1)] && Math.Abs(word.X - x) < 0.1 && word.Top < y && word.Bottom > y);
            Assert.InRange(found.Bottom - found.Top, 3, 9);
        }
    }

    [Theory]
    [InlineData("一般社団法人", 10.08, 24.75, 74.12, 32.00)]
    [InlineData("2024・2025・2026年度", 12.08, 33.0, 119.84, 57.5)]
    [InlineData("0012847", 12.08, 33.0, 119.84, 57.5)]
    [InlineData("S-2026-000317", 12.08, 33.0, 119.84, 57.5)]
    [InlineData("105", 14.5, 57, 22.0, 63)]
    [InlineData("0022", 25.5, 57, 36, 63)]
    [InlineData("東京都港区海岸9-81-2", 15.5, 62, 85.4, 75)]
    [InlineData("みなと総合医療センター", 15.5, 62, 85.4, 75)]
    [InlineData("髙橋", 15.5, 75.5, 79.0, 85.0)]
    [InlineData("090", 31, 84.5, 39, 89.5)]
    [InlineData("0123", 41.5, 84.5, 50, 89.5)]
    [InlineData("4567", 51.5, 84.5, 60, 89.5)]
    [InlineData("一般社団法人", 137.08, 35, 175.72, 43)]
    [InlineData("髙橋", 138.58, 57, 174.72, 77)]
    [InlineData("0012847", 138.58, 57, 174.72, 77)]
    public async Task Each_text_stands_in_its_area(string text, double left, double top, double right, double bottom)
    {
        PdfTools.Need("pdftotext");
        Assert.Single(Words(await Print(SampleSlips.Usual)), word => word.Text.Contains(text, StringComparison.Ordinal)
            && word.Left >= left && word.Right <= right && word.Top >= top - 0.6 && word.Bottom <= bottom + 0.6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_stands_where_the_post_stamps_or_below_its_lines(bool isLong)
    {
        PdfTools.Need("pdftotext");
        var words = Words(await Print(isLong ? SampleSlips.Long : SampleSlips.Usual));

        Assert.NotEmpty(words);
        Assert.DoesNotContain(words, word => word.Overlaps(85.84, 70, 120.84, 98) || word.Overlaps(146.24, 79, 176.72, 111));
        Assert.DoesNotContain(words, word => word.Bottom > (word.Left < 125 ? 94 : 111));
        Assert.DoesNotContain(words, word => word.Left < 125 && word.Right > 125);
    }

    [Fact]
    public async Task The_longest_name_and_address_stay_in_their_areas()
    {
        PdfTools.Need("pdftotext");
        var words = Words(await Print(SampleSlips.Long));

        Assert.All(words.Where(word => word.Left < 125 && word.Top > 61.5 && word.Bottom < 75.6), word => Assert.InRange(word.Right, 15.5, 85.4));
        Assert.All(words.Where(word => word.Text.Contains("アレクサンドラ", StringComparison.Ordinal)), word => Assert.InRange(word.Right, 15.5, 174.72));
        Assert.Contains(words, word => word.Text.Contains("2018・2020・2021・2022・2023年度", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Offsets_move_all_text_and_nothing_else()
    {
        PdfTools.Need("pdftotext");
        var before = Words(await Print(SampleSlips.Usual));
        var after = Words(await Print(SampleSlips.Usual, SampleSlips.Issuer with { Printing = new SlipPrinting { OffsetX = 0.5, OffsetY = -0.3 } }));

        Assert.Equal(before.Count, after.Count);
        Assert.All(before, word => Assert.Single(after, moved =>
            moved.Text == word.Text && Math.Abs(moved.Left - word.Left - 0.5) < 0.02 && Math.Abs(moved.Top - word.Top + 0.3) < 0.02));
    }

    [Fact]
    public async Task The_real_run_has_only_text_on_a_page_of_the_forms_size_for_each_slip()
    {
        PdfTools.Need("pdftotext", "qpdf", "pdfinfo");
        var bytes = await Print(Enumerable.Repeat(SampleSlips.Usual, 3));

        PdfTools.AssertClean(bytes);
        var info = PdfTools.Run("pdfinfo", bytes, "{file}");
        Assert.Matches(@"Pages:\s+3\b", info);
        Assert.Matches(@"Page size:\s+510\.2\d* x 323\.1\d* pts", info);
        var content = PdfTools.Run("qpdf", bytes, "--qdf", "--object-streams=disable", "{file}", "-");
        Assert.DoesNotMatch(@"(?m) re (f|S|B)$| l S$|^[\d.]+ [\d.]+ [\d.]+ (rg|RG)$", content);
    }

    [Fact]
    public void The_test_page_shows_guides_ruler_and_the_empty_areas()
    {
        PdfTools.Need("pdftotext", "qpdf");
        var bytes = new SlipTestPaper(PdfTools.Fonts).Render(SampleSlips.Issuer, SampleSlips.CreatedUtc).Bytes;

        PdfTools.AssertClean(bytes);
        var content = PdfTools.Run("qpdf", bytes, "--qdf", "--object-streams=disable", "{file}", "-");
        Assert.Matches(@"(?m) re (f|S|B)$", content);
        var words = Words(bytes);
        Assert.Equal([10, 50, 120, 170], words.Where(word => word.Top < 7 && word.Text is "10" or "50" or "120" or "170").Where(word => word.Top < 7).Select(word => Math.Round(word.X)).Order());
        Assert.Contains("赤い部分には印字しません。", PdfTools.Text(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_with_too_many_digits_is_no_account()
    {
        Assert.False(new PostalAccount { Number = "10190-0-123456", Holder = "青葉臨床医学会" }.IsComplete());
        Assert.False(new PostalAccount { Number = "00190-0-12345678", Holder = "青葉臨床医学会" }.IsComplete());
        Assert.False(new PostalAccount { Number = "00190-0-123456" }.IsComplete());
        Assert.True(SampleSlips.Issuer.Account.IsComplete());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Print(SampleSlips.Usual, SampleSlips.Issuer with { Account = new PostalAccount() }));
    }

    [Fact]
    public async Task The_letter_says_what_is_asked_for_and_how()
    {
        PdfTools.Need("pdftotext", "qpdf");
        var slips = new[] { SampleSlips.Usual, SampleSlips.Long }.ToAsyncEnumerable();
        var bytes = await PdfTools.WrittenAsync((target, cancel) => new SlipLetter(PdfTools.Fonts).WriteAsync(
            slips, SampleSlips.Issuer, new DateOnly(2026, 11, 24), SampleSlips.CreatedUtc, target, cancel));

        PdfTools.AssertClean(bytes);
        var text = PdfTools.Text(bytes);
        Assert.Contains("真理子", text, StringComparison.Ordinal);
        Assert.Contains("S-2026-000317", text, StringComparison.Ordinal);
        Assert.Contains("36,000円", text, StringComparison.Ordinal);
        Assert.Contains("2026年11月24日", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Count(sign => sign == '\f'));
    }

    [Fact]
    public async Task A_body_stands_before_the_part_of_it_that_opens_the_letter()
    {
        PdfTools.Need("pdftotext");
        var to = SampleSlips.Usual.To with { Institution = "本社", Department = "学術部", Name = "株式会社ひろせ分析機器", IsBody = true };
        var label = new AddressLabels(PdfTools.Fonts).Render([to], LabelSheet.TwelveUp, "青葉臨床医学会", SampleSlips.CreatedUtc).Bytes;
        var letter = await PdfTools.WrittenAsync((target, cancel) => new SlipLetter(PdfTools.Fonts).WriteAsync(
            new[] { SampleSlips.Usual with { To = to } }.ToAsyncEnumerable(), SampleSlips.Issuer, new DateOnly(2026, 11, 24), SampleSlips.CreatedUtc, target, cancel));

        foreach (var text in new[] { PdfTools.Text(label), PdfTools.Text(letter) })
        {
            var places = new[] { "株式会社ひろせ分析機器", "本社", "学術部", "御中" }.Select(line => text.IndexOf(line, StringComparison.Ordinal)).ToList();
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        }
    }

    [Theory]
    [InlineData(LabelSheet.TwelveUp, 13, 2, 18.6, 86.4, 42.3)]
    [InlineData(LabelSheet.TwentyFourUp, 24, 1, 6, 66, 33.9)]
    public void Each_label_stands_on_its_own_piece_of_the_sheet(LabelSheet sheet, int count, int pages, double left, double width, double height)
    {
        PdfTools.Need("pdftotext", "qpdf");
        var addresses = Enumerable.Range(1, count).Select(number => (number % 2 == 0 ? SampleSlips.Long.To : SampleSlips.Usual.To) with { PostalCode = $"100-{number:D4}", IsBody = number == 3 }).ToList();
        var bytes = new AddressLabels(PdfTools.Fonts).Render(addresses, sheet, "青葉臨床医学会", SampleSlips.CreatedUtc).Bytes;

        PdfTools.AssertClean(bytes);
        Assert.Equal(pages, PdfTools.Text(bytes).Count(sign => sign == '\f'));
        var columns = sheet == LabelSheet.TwelveUp ? 2 : 3;
        var top = (297 - (AddressLabels.CountOf(sheet) / columns * height)) / 2;
        var words = Words(bytes);
        Assert.Equal(1, words.Count(word => word.Text.Contains("御中", StringComparison.Ordinal)));
        for (var index = 0; index < Math.Min(count, AddressLabels.CountOf(sheet)); index++)
        {
            var (x, y) = (left + (index % columns * width), top + (index / columns * height));
            Assert.Single(words, word => word.Text.Contains($"100-{index + 1:D4}", StringComparison.Ordinal)
                && word.Left >= x && word.Right <= x + width && word.Top >= y && word.Bottom <= y + height);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task Labels_that_are_written_sheet_by_sheet_are_the_same_bytes(int used)
    {
        PdfTools.Need();
        var labels = new AddressLabels(PdfTools.Fonts);
        var addresses = Enumerable.Range(1, 300).Select(number => SampleSlips.Usual.To with { PostalCode = $"100-{number:D4}" }).ToList();

        var written = await PdfTools.WrittenAsync((target, cancel) => labels.WriteAsync(
            addresses.ToAsyncEnumerable(), LabelSheet.TwelveUp, "青葉臨床医学会", SampleSlips.CreatedUtc, used, target, cancel));

        Assert.Equal(labels.Render(addresses, LabelSheet.TwelveUp, "青葉臨床医学会", SampleSlips.CreatedUtc, used).Bytes, written);
    }

    [Fact]
    public async Task Pages_leave_while_later_slips_are_not_even_read_and_the_bytes_are_the_same_each_time()
    {
        PdfTools.Need("qpdf", "pdfinfo");
        var read = 0;
        IAsyncEnumerable<SlipContent> ReadAsync() => Enumerable.Range(1, 300).Select(number =>
        {
            read = number;
            return SampleSlips.Usual with { MemberNumber = $"{number:D7}" };
        }).ToAsyncEnumerable();

        var pieces = new List<(int Read, long Sent)>();
        using var target = new PieceStream(sent =>
        {
            pieces.Add((read, sent));
            return Task.CompletedTask;
        });
        await Slips.WriteAsync(ReadAsync(), SampleSlips.Issuer, SampleSlips.CreatedUtc, target, TestContext.Current.CancellationToken);

        Assert.InRange(pieces[0].Read, 1, 50);
        Assert.InRange(pieces.Count, 6, 60);
        var bytes = target.ToArray();
        PdfTools.AssertClean(bytes);
        Assert.Matches(@"Pages:\s+300\b", PdfTools.Run("pdfinfo", bytes, "{file}"));
        Assert.Equal(bytes, await PdfTools.WrittenAsync((again, cancel) => Slips.WriteAsync(ReadAsync(), SampleSlips.Issuer, SampleSlips.CreatedUtc, again, cancel)));
    }

    private static Task<byte[]> Print(SlipContent slip, SlipIssuer? issuer = null) => Print([slip], issuer);

    private static Task<byte[]> Print(IEnumerable<SlipContent> slips, SlipIssuer? issuer = null) => PdfTools.WrittenAsync(
        (target, cancel) => Slips.WriteAsync(slips.ToAsyncEnumerable(), issuer ?? SampleSlips.Issuer, SampleSlips.CreatedUtc, target, cancel));

    private static List<Word> Words(byte[] pdf) =>
        [.. XDocument.Parse(PdfTools.Run("pdftotext", pdf, "-bbox", "{file}", "-")).Descendants().Where(node => node.Name.LocalName == "word").Select(Word.Of)];

    /// <summary>A word with its box in mm.</summary>
    private sealed record Word(string Text, double Left, double Top, double Right, double Bottom)
    {
        public double X => (Left + Right) / 2;

        public static Word Of(XElement node) => new(node.Value, Millimetres(node, "xMin"), Millimetres(node, "yMin"), Millimetres(node, "xMax"), Millimetres(node, "yMax"));

        public bool Overlaps(double left, double top, double right, double bottom) => Left < right && Right > left && Top < bottom && Bottom > top;

        private static double Millimetres(XElement node, string edge) => double.Parse(node.Attribute(edge)!.Value, CultureInfo.InvariantCulture) * 25.4 / 72;
    }
}
