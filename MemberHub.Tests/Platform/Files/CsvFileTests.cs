using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MemberHub.Domain;
using MemberHub.Platform.Files;

namespace MemberHub.Tests.Platform.Files;

public sealed class CsvFileTests
{
    private static Result<CsvFile> Read(string text) => CsvFile.Read(TextFile.Recognise(Encoding.UTF8.GetBytes(text)).OrThrow());

    [Fact]
    public void Each_record_knows_the_line_it_starts_on()
    {
        var file = Read("a,b\r\n1,\"two\r\nlines\"\r\n\r\n,\r\n3,\"\"\"quoted\"\"\t, yes\"\r\n").OrThrow();

        Assert.Equal(["a", "b"], file.Header);
        Assert.Equal([2, 6], file.Rows.Select(row => row.Line));
        Assert.Equal(["1", "two\r\nlines"], file.Rows[0].Fields);
        Assert.Equal(["3", "\"quoted\"\t, yes"], file.Rows[1].Fields);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\r\n1,2\r\n3,4")]
    public void Every_kind_of_line_break_ends_a_record(string text)
    {
        var file = Read(text).OrThrow();

        Assert.Equal([2, 3], file.Rows.Select(row => row.Line));
        Assert.Equal(["3", "4"], file.Rows[1].Fields);
    }

    [Theory]
    [InlineData("a,b\r\n1,\"2\r\n3,4\r\n", 2)]
    [InlineData("a,b\r\n1,2\r\n3,4\"5\r\n", 3)]
    [InlineData("a,b\r\n\"1\"x,2\r\n", 2)]
    [InlineData("\"a,b", 1)]
    public void Quotes_out_of_place_refuse_the_file(string text, int line) => Assert.Equal(new BrokenQuotes(line), Read(text).Refusal);

    [Fact]
    public void A_file_that_stops_within_a_record_is_refused() => Assert.Equal(new FileCutOff(3), Read("a,b,c\r\n1,2,3\r\n4,5").Refusal);

    [Fact]
    public void A_short_record_before_a_line_break_is_a_record() => Assert.Equal(2, Read("a,b,c\r\n1,2,3\r\n4,5\r\n").OrThrow().Rows.Count);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    public void A_file_without_a_header_is_refused(string text) => Assert.IsType<EmptyFile>(Read(text).Refusal);

    [Fact]
    public void What_is_written_by_the_rules_is_read_back() => Prop.ForAll<string[][]>(table =>
    {
        var rows = table.Select(row => row.Select(Scalar).Prepend("x").ToArray()).ToArray();
        var text = string.Concat(rows.Prepend(["h"]).Select(row => string.Join(',', row.Select(Quoted)) + "\r\n"));
        return Read(text).OrThrow().Rows.Select(row => row.Fields).SequenceEqual(rows, EqualityComparer<IReadOnlyList<string>>.Create(
            (left, right) => left!.SequenceEqual(right!), row => row.Count));
    }).QuickCheckThrowOnFailure();

    /// <summary>Damaged files of every kind: whatever the bytes, the answer is a file or a refusal, and soon.</summary>
    [Fact]
    public void No_bytes_upset_the_reader()
    {
        var random = new Random(20261122);
        var cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        byte[][] pieces =
        [
            "\""u8.ToArray(), "\"\""u8.ToArray(), ","u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), "\r\n"u8.ToArray(), [0], [0xEF, 0xBB, 0xBF],
            [0xFF, 0xFE], "0000101"u8.ToArray(), Encoding.UTF8.GetBytes("髙橋　﨑"), cp932.GetBytes("髙橋　ｱ"), Encoding.UTF8.GetBytes("葛\U000E0100"),
            "sep=;\r\n"u8.ToArray(), "\t"u8.ToArray(), new byte[300],
        ];

        var slowest = TimeSpan.Zero;
        var refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new List<byte>();
            for (var length = random.Next(60); length > 0; length--)
            {
                bytes.AddRange(random.Next(8) == 0 ? [(byte)random.Next(256)] : pieces[random.Next(pieces.Length)]);
            }

            var start = Stopwatch.GetTimestamp();
            var text = TextFile.Recognise(bytes.ToArray());
            refused += text.Succeeded && CsvFile.Read(text.Value).Succeeded ? 0 : 1;
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        Assert.InRange(refused, 1, 19_999);
        Assert.True(slowest < TimeSpan.FromSeconds(1), $"The slowest took {slowest}.");
    }

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Half a surrogate pair cannot be written in UTF-8.
    private static string Scalar(string? text) => string.Concat((text ?? "").EnumerateRunes().Select(rune => rune.ToString()));
}
