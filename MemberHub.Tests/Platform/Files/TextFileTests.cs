using System.Text;
using MemberHub.Domain;
using MemberHub.Platform.Files;

namespace MemberHub.Tests.Platform.Files;

public sealed class TextFileTests
{
    private const string Text = "会員番号,氏名\r\n0000101,髙橋　﨑子\r\n0000102,濵田　ｱｲ\r\n";
    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    [Fact]
    public void Utf8_with_and_without_a_mark_and_cp932_are_recognised()
    {
        byte[][] files = [Encoding.UTF8.GetBytes(Text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)], Cp932.GetBytes(Text)];

        Assert.All(files, bytes => Assert.Equal(Text, Encoding.UTF8.GetString(TextFile.Recognise(bytes).OrThrow().Utf8.Span)));
    }

    [Fact]
    public void What_was_read_can_be_written_the_same_way()
    {
        byte[][] files = [Encoding.UTF8.GetBytes(Text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)], Cp932.GetBytes(Text)];

        Assert.All(files, bytes =>
        {
            var encoding = TextFile.Recognise(bytes).OrThrow().Encoding;
            Assert.True(bytes.AsSpan().SequenceEqual([.. encoding.Preamble, .. encoding.GetBytes(Text)]));
        });
    }

    [Fact]
    public void Characters_that_cp932_has_twice_are_read_from_both_places()
    {
        var trails = Enumerable.Range(0x40, 0xBD).Where(trail => trail != 0x7F).ToList();
        var chosen = new[] { 0xED, 0xEE }.SelectMany(lead => trails.Select(trail => (byte[])[(byte)lead, (byte)trail])).Where(place => place is not [0xEE, 0xED or 0xEE]).ToList();
        var rows = new[] { 0xFA, 0xFB, 0xFC }.SelectMany(lead => trails.Select(trail => (byte[])[(byte)lead, (byte)trail])).ToList();

        // IBM's: ⅰ–ⅹ, Ⅰ–Ⅹ and eight signs, of which NEC chose the first four; then the ideographs, which NEC put first. The first sign is ￢, which the decoder knows in another row alone.
        List<byte[]> ibm = [.. rows[28..388], .. rows[..10], [0x81, 0xCA], .. rows[21..24]];
        Assert.Equal((374, 374), (chosen.Count, ibm.Count));
        Assert.All(chosen.Zip(ibm), pair => Assert.Equal(Cp932.GetString(pair.Second), Read(pair.First)));
        Assert.Equal(("髙", "纊", "黑", "ⅰ", "＂"), (Read([0xEE, 0xE0]), Read([0xED, 0x40]), Read([0xEE, 0xEC]), Read([0xEE, 0xEF]), Read([0xEE, 0xFC])));
        Assert.Equal("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ￢￤＇＂㈱№℡∵", string.Concat(rows[10..28].Select(Read)));
        Assert.Equal("≒≡∫√⊥∠∵∩∪", string.Concat(new[] { 0x90, 0x91, 0x92, 0x95, 0x96, 0x97, 0x9A, 0x9B, 0x9C }.Select(trail => Read([0x87, (byte)trail]))));
        Assert.All([0xED, 0xEE], trail => Assert.Equal(new UnknownEncoding(2, 1), TextFile.Recognise(new byte[] { 0x8E, 0x52, 0xEE, (byte)trail }).Refusal));

        static string Read(byte[] character) => Encoding.UTF8.GetString(TextFile.Recognise(character).OrThrow().Utf8.Span);
    }

    [Fact]
    public void A_trail_byte_that_looks_like_such_a_row_is_left_alone()
    {
        var text = string.Concat(Enumerable.Range(0x81, 0x1F).Concat(Enumerable.Range(0xE0, 0x0B)).SelectMany(lead => new[] { 0xED, 0xEE }.Select(trail => Cp932.GetString([(byte)lead, (byte)trail, (byte)'@'])))
            .Where(part => part.Length == 2 && !part.Contains('?', StringComparison.Ordinal) && !part.Contains('・', StringComparison.Ordinal)));

        Assert.True(text.Length > 100);
        Assert.Equal(text, Encoding.UTF8.GetString(TextFile.Recognise(Cp932.GetBytes(text)).OrThrow().Utf8.Span));
    }

    [Fact]
    public void Ascii_and_nothing_at_all_are_text()
    {
        Assert.Equal("a,b", Encoding.UTF8.GetString(TextFile.Recognise("a,b"u8.ToArray()).OrThrow().Utf8.Span));
        Assert.True(TextFile.Recognise(ReadOnlyMemory<byte>.Empty).OrThrow().Utf8.IsEmpty);
    }

    [Fact]
    public void A_broken_byte_in_utf8_is_named_with_its_place()
    {
        var start = Encoding.UTF8.GetBytes("会員番号,氏名\r\n0000101,");
        byte[] file = [.. start, 0xE9, 0xAB, .. "\r\n"u8];

        Assert.Equal(new UnknownEncoding(start.Length, 2), TextFile.Recognise(file).Refusal);
    }

    [Fact]
    public void A_broken_byte_behind_a_mark_counts_the_mark()
    {
        byte[] file = [.. Encoding.UTF8.Preamble, .. "a\nb"u8, 0xFF];

        Assert.Equal(new UnknownEncoding(6, 2), TextFile.Recognise(file).Refusal);
    }

    [Fact]
    public void A_broken_byte_in_cp932_is_named_with_its_place()
    {
        var start = Cp932.GetBytes("会員番号,氏名\r\n0000101,");
        byte[] file = [.. start, 0xFF, .. Cp932.GetBytes("山田\r\n")];

        Assert.Equal(new UnknownEncoding(start.Length, 2), TextFile.Recognise(file).Refusal);
    }

    [Fact]
    public void A_cp932_file_cut_within_a_character_is_refused()
    {
        var whole = Cp932.GetBytes("会員番号\r\n山");

        Assert.Equal(2, Assert.IsType<UnknownEncoding>(TextFile.Recognise(whole.AsMemory(0, whole.Length - 1)).Refusal).Line);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x1A, 0x4F, 0x2C, 0x00 })]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0xFF, 0xD8, 0x85 })]
    public void Utf16_and_workbooks_are_refused(byte[] file) => Assert.IsType<UnknownEncoding>(TextFile.Recognise(file).Refusal);
}
