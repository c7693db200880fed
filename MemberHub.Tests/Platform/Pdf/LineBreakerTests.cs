using FsCheck;
using FsCheck.Fluent;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Tests.Platform.Pdf;

public sealed class LineBreakerTests
{
    [Theory]
    [InlineData("これは、本です。", 8, "これは、|本です。")]
    [InlineData("今日は晴れ。明日も", 10, "今日は晴|れ。明日も")]
    [InlineData("会費（正会員）", 6, "会費|（正会|員）")]
    [InlineData("年会費「正」です", 8, "年会費|「正」で|す")]
    [InlineData("ビスケット代", 6, "ビス|ケット|代")]
    [InlineData("日本 Clinical Society", 12, "日本 |Clinical |Society")]
    [InlineData("合計は12,000円です", 10, "合計は|12,000円で|す")]
    [InlineData("電話022-0123-4567まで", 14, "電話|022-0123-4567|まで")]
    [InlineData("人々々々", 4, "人々|々々")]
    [InlineData("一行\n二行", 20, "一行\n|二行")]
    [InlineData("終わり\n", 20, "終わり\n|")]
    [InlineData("", 20, "")]
    public void Lines_end_where_a_printer_would_end_them(string text, double width, string expected) =>
        Assert.Equal(expected, Joined(text, width));

    [Theory]
    [InlineData("地方独立行政法人 みなと市病院機構", 30, "地方独立行政法人 |みなと市病院機構")]
    [InlineData("特任准教授クリストファー・アレクサンダー", 34, "特任准教授クリストファー・|アレクサンダー")]
    [InlineData("年会費および臨時会費", 14, "年会費および|臨時会費")]
    public void Names_and_sentences_prefer_to_end_a_line_between_phrases(string text, double width, string expected) =>
        Assert.Equal(expected, Joined(text, width, byPhrase: true));

    [Fact]
    public void A_word_longer_than_the_line_is_torn_rather_than_run_out_of_it() =>
        Assert.Equal("abcde|fghij|k", Joined("abcdefghijk", 5));

    [Fact]
    public void An_address_longer_than_the_line_ends_behind_its_punctuation() =>
        Assert.Equal("jimu@|aoba.|example", Joined("jimu@aoba.example", 8));

    [Fact]
    public void Spaces_at_the_end_of_a_line_take_no_room() =>
        Assert.Equal([4, 4], LineBreaker.Break(Measure("日本　 学会"), 6, 4).Select(line => line.Width));

    [Fact]
    public void Nothing_is_lost_and_no_line_is_too_wide()
    {
        var signs = Gen.Elements([.. "あいアッャ漢字学会、。（）「」ーabcXYZ019,.-@/ \u3000\n〜円…𠮷".EnumerateRunes().Select(rune => rune.ToString())]);
        var texts = signs.ListOf().Select(list => string.Concat(list));
        var cases = texts.Zip(Gen.Choose(2, 24)).Zip(Gen.Elements(true, false)).ToArbitrary();
        Prop.ForAll(cases, sample =>
        {
            var ((text, width), byPhrase) = sample;
            var measured = Measure(text);
            var lines = LineBreaker.Break(measured, text.Length, width, byPhrase: byPhrase);
            var end = 0;
            foreach (var line in lines)
            {
                Assert.Equal(end, line.Start);
                Assert.True(line.Width <= width + 1e-9, $"{line} is wider than {width} in {text}");
                end = line.End;
            }

            Assert.Equal(text.Length, end);
            Assert.All(lines.SkipLast(1), line => Assert.True(line.End > line.Start));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void A_line_never_begins_or_ends_with_what_it_must_not_if_there_is_another_way()
    {
        var text = string.Concat(Enumerable.Repeat("会員（正会員）は、年会費「12,000円」を納めます。", 20));
        for (var width = 12; width < 60; width++)
        {
            foreach (var line in LineBreaker.Break(Measure(text), text.Length, width))
            {
                Assert.DoesNotContain(text[line.Start], "）、」。,円");
                Assert.DoesNotContain(text[line.End - 1], "（「");
            }
        }
    }

    private static string Joined(string text, double width, bool byPhrase = false) =>
        string.Join('|', LineBreaker.Break(Measure(text), text.Length, width, byPhrase: byPhrase).Select(line => text[line.Start..line.End]));

    /// <summary>Half a width for ASCII, a full one for the rest, as on a typewriter.</summary>
    private static List<MeasuredSign> Measure(string text)
    {
        var signs = new List<MeasuredSign>();
        var start = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            signs.Add(new MeasuredSign(start, rune.Value, rune.Value == '\n' ? 0 : rune.IsAscii ? 1 : 2));
            start += rune.Utf16SequenceLength;
        }

        return signs;
    }
}
