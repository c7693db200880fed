using System.Text;
using MemberHub.Domain;
using MemberHub.Platform.Files.Deposits;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Files.Deposits;

public sealed class AgentCsvFileTests
{
    private const string Barcode = "EAN91929023252070000010123499900199999900106050";

    [Fact]
    public void The_reports_of_one_payment_share_their_key()
    {
        var lines = Read(Row("01"), Row("02"), Row("03")).OrThrow().Lines;

        Assert.Equal([DepositLineKind.Preliminary, DepositLineKind.Money, DepositLineKind.PreliminaryTakenBack], lines.Select(line => line.Kind));
        Assert.Single(lines.Select(line => line.Key).Distinct());
        Assert.Equal((new DateOnly(2024, 1, 12), new Yen(10_605), "ローソン"), (lines[0].Day, lines[0].Amount, lines[0].Origin));
    }

    [Fact]
    public void What_Excel_saved_without_the_zeros_in_front_is_the_same_payment()
    {
        var saved = Row("02").Replace(",000001,01234999001,", ",1,1234999001,", StringComparison.Ordinal).Replace(",020,", ",20,", StringComparison.Ordinal);

        Assert.Single(Read(Row("01"), saved).OrThrow().Lines.Select(line => line.Key).Distinct());
    }

    [Fact]
    public void Two_payments_of_one_slip_are_two()
    {
        var lines = Read(Row("02"), Row("02")).OrThrow().Lines;

        Assert.Equal(2, lines.Select(line => line.Key).Distinct().Count());
    }

    [Fact]
    public void A_header_row_and_utf8_are_accepted() =>
        Assert.Single(AgentCsvFile.Read(Encoding.UTF8.GetBytes("種別,収納日,収納時刻,バーコード情報,ユーザー使用欄1,ユーザー使用欄2,印紙フラグ,金額,コンビニ本部コード,コンビニ名,コンビニ店舗コード,振込日,データ作成日\r\n" + Row("02") + "\r\n")).OrThrow().Lines);

    [Fact]
    public void A_postal_transfer_needs_neither_time_nor_barcode()
    {
        var line = Assert.Single(Read("12,20240112,,,000001,0012847,0,12000,911,ゆうちょ窓口,000123,20240117,20240117").OrThrow().Lines);

        Assert.Equal((DepositLineKind.Money, true, "000001 0012847"), (line.Kind, line.IsPostal, line.Message));
    }

    [Fact]
    public void The_sample_file_is_read() => Assert.Equal(12, AgentCsvFile.Read(File.ReadAllBytes(Samples.PathOf("shuno.csv"))).OrThrow().Lines.Count);

    [Theory]
    [InlineData("01,20240112", "05,20240112", DepositColumn.AgentType, DepositFaultReason.Unknown)]
    [InlineData("20240112", "20240132", DepositColumn.Day, DepositFaultReason.NotADay)]
    [InlineData(",1815,", ",1865,", DepositColumn.Time, DepositFaultReason.NotATime)]
    [InlineData("06050,", "06051,", DepositColumn.Barcode, DepositFaultReason.CheckDigit)]
    [InlineData(",10605,", ",10606,", DepositColumn.Amount, DepositFaultReason.DiffersFromBarcode)]
    [InlineData(",10605,", ",-10605,", DepositColumn.Amount, DepositFaultReason.NotANumber)]
    [InlineData(",10605,", ",0,", DepositColumn.Amount, DepositFaultReason.NotPositive)]
    [InlineData(",020,", ",", DepositColumn.Record, DepositFaultReason.WrongLength)]
    public void A_wrong_item_is_named_with_its_line(string from, string to, DepositColumn column, DepositFaultReason reason)
    {
        var faulty = Assert.IsType<DepositFileFaulty>(Read(Row("02"), Row("01").Replace(from, to, StringComparison.Ordinal)).Refusal);

        Assert.Contains(faulty.Faults, fault => fault.Row == 2 && fault.Column == column && fault.Reason == reason);
    }

    private static string Row(string type) => $"{type},20240112,1815,{Barcode},000001,01234999001,0,10605,020,\"ローソン\",110001,0,20240117";

    private static Result<DepositFileContent> Read(params string[] rows) =>
        AgentCsvFile.Read(CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(string.Join("\r\n", rows) + "\r\n"));
}
