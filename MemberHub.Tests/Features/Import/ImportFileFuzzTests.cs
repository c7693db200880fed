using System.Text;
using MemberHub.Domain.Societies;
using MemberHub.Features.Import;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Import;

/// <summary>R14 for the readers of roster and dues: whatever the bytes are, each row is read or refused with a reason, and soon.</summary>
[Asvs("1.4.2", "5.2.2", "15.2.2")]
[Trait("Runs", "Once")]
public sealed class ImportFileFuzzTests
{
    private const int Seed = 20_261_129;

    private static readonly string[] Categories = ["正会員", "学生会員", "名誉会員"];
    private static readonly string[] Ranks = ["評議員"];
    private static readonly HashSet<string> Members = ["0000101", "0000102"];

    private static readonly string Roster = new RosterFile().Add(("称号", "評議員"), ("自宅住所", "仙台市\n青葉区"), ("生年月日", "昭和45年5月6日")).AddSecond(("会員区分", "学生会員"), ("入会日", "2001/4/1"))
        .Add(("会員番号", "0000103"), ("氏名", "𠮷田　\"花子\", Jr."), ("ログインID", "yoshida"), ("メールアドレス", ""), ("所属機関", "")).ToString();

    private static readonly string Dues = new DuesFile().AddPaid().Add(year: "2024年度", amount: "12,000").Add(member: "0000102", year: "2026", method: "免除")
        .Add(member: "0000102", year: "2025", item: "入会金", amount: "５０００", received: "6000", date: "令和7年4月1日", method: "コンビニ").ToString();

    [Theory]
    [InlineData("roster")]
    [InlineData("dues")]
    public void A_million_mutated_files_are_read_or_refused(string kind)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = kind == "roster" ? Roster : Dues;
        byte[][] genuine = [Encoding.UTF8.GetBytes(text), Encoding.GetEncoding(932).GetBytes(text.Replace("𠮷", "吉", StringComparison.Ordinal).Replace("髙", "高", StringComparison.Ordinal).Replace("﨑", "崎", StringComparison.Ordinal))];
        Assert.All(genuine, file => Assert.True(Read(kind, file) is { Whole: false, Rows: 0 }));
        var times = Length.Of(10_000, 1_000_000);
        var (whole, rows, pace) = (0, 0, new Pace());
        for (var i = 0; i < times; i++)
        {
            var bytes = MutatedBytes.Of(genuine[i % genuine.Length], new Random(Seed + i));
            var read = pace.Measure(() => Read(kind, bytes));
            (whole, rows) = (whole + (read.Whole ? 1 : 0), rows + (read.Rows > 0 ? 1 : 0));
        }

        Assert.True(pace.Slowest < TimeSpan.FromSeconds(1), $"One took {pace.Slowest}.");
        Assert.InRange(rows, times / 20, times);
        Assert.InRange(whole, times / 20, times);
        Length.Tell($"R14: {kind}: {times} mutated files, {whole} refused as a whole, {rows} with refused rows, none failed, slowest {pace.Slowest.TotalMilliseconds:F1} ms. ./test: 10,000, --long: 1,000,000.");
    }

    private static (bool Whole, int Rows) Read(string kind, byte[] bytes)
    {
        var table = ImportTable.Read(new ImportSource("file.csv", bytes), kind == "roster" ? RosterValues.Columns : DuesValues.Columns, RosterValues.Optional);
        if (!table.Succeeded)
        {
            return (true, 0);
        }

        return (false, kind == "roster" ? RosterFaults(table.Value) : DuesFaults(table.Value));
    }

    // What is good can also be kept: as a person, as amounts, as the row that the next import compares with.
    private static int RosterFaults(ImportTable table)
    {
        var reader = new RosterReader(table, Categories, Ranks);
        reader.ReadAll(_ => { });
        Assert.All(reader.Good, row =>
        {
            Assert.True(RosterValues.FromJson(row.Values.ToJson()).SameAs(row.Values));
            Assert.NotEqual("", row.Values.Person().Name);
            _ = row.Values.Affiliation();
        });
        AssertSound(reader.Rejected, table);
        return reader.Rejected.Count;
    }

    private static int DuesFaults(ImportTable table)
    {
        var reader = new DuesReader(table, Members, new Dictionary<string, int> { ["0000103"] = 4 }, new PaymentCalendar());
        reader.ReadAll(_ => { });
        Assert.All(reader.Good, row => Assert.Equal(Math.Max(row.Values.Amount, row.Values.Received), row.Values.Settling.Value + row.Values.Over.Value + Math.Max(0, row.Values.Amount - row.Values.Received)));
        AssertSound(reader.Rejected, table);
        return reader.Rejected.Count;
    }

    private static void AssertSound(IReadOnlyList<Rejection> rejected, ImportTable table) => Assert.All(rejected, fault =>
    {
        Assert.InRange(fault.Line, 2, int.MaxValue);
        Assert.Contains(fault.Row!, table.Rows);
    });
}
