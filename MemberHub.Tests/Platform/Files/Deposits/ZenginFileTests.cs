using System.Text;
using MemberHub.Domain;
using MemberHub.Platform.Files.Deposits;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Files.Deposits;

public sealed class ZenginFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void A_statement_is_read_with_and_without_line_ends(string newLine)
    {
        var read = ZenginFile.Read(new ZenginText().In(36_000, "ﾐﾅﾄｿｳｺﾞｳｲﾘﾖｳｾﾝﾀ-", message: "I-2026-000482").Out(440, "ﾃｽｳﾘﾖｳ").ToBytes(newLine), Today).OrThrow();

        Assert.Equal(DepositFileKind.AccountStatement, read.Kind);
        Assert.Equal(["0990 101 1 0000123456"], read.Account);
        Assert.Equal([DepositLineKind.Money, DepositLineKind.Outgoing], read.Lines.Select(line => line.Kind));
        var line = read.Lines[0];
        Assert.Equal((2, new DateOnly(2026, 11, 20), new Yen(36_000)), (line.Row, line.Day, line.Amount));
        Assert.Equal(("ﾐﾅﾄｿｳｺﾞｳｲﾘﾖｳｾﾝﾀ-", "I-2026-000482 ﾌﾘｺﾐ", "ﾐﾄﾞﾘ ﾎﾝﾃﾝ"), (line.Payer, line.Message, line.Origin));
    }

    [Fact]
    public void A_name_in_the_rows_that_nec_chose_is_read()
    {
        var bytes = new ZenginText().In(12_000, "PAYER").ToBytes();
        new byte[] { 0xEE, 0xE0, 0x8B, 0xB4, 0xED, 0x95 }.CopyTo(bytes, bytes.AsSpan().IndexOf("PAYER"u8));

        Assert.Equal("髙橋﨑", ZenginFile.Read(bytes, Today).OrThrow().Lines.Single().Payer);
    }

    [Fact]
    public void Notices_with_a_cancellation_are_read()
    {
        var read = ZenginFile.Read(new ZenginText("01").In(12_000, "ｱｵｷ ﾊﾅｺ").Out(12_000, "ｱｵｷ ﾊﾅｺ").ToBytes("\r\n"), Today).OrThrow();

        Assert.Equal(DepositFileKind.TransferNotices, read.Kind);
        Assert.Equal([DepositLineKind.Money, DepositLineKind.TakenBack], read.Lines.Select(line => line.Kind));
    }

    [Fact]
    public void The_sample_files_are_read()
    {
        var statement = ZenginFile.Read(File.ReadAllBytes(Samples.PathOf("nyushukkin.txt")), Today).OrThrow();
        var notices = ZenginFile.Read(File.ReadAllBytes(Samples.PathOf("furikomi.txt")), Today).OrThrow();

        Assert.Equal((27, 2), (statement.Lines.Count(line => line.Kind == DepositLineKind.Money), statement.Lines.Count(line => line.Kind == DepositLineKind.Outgoing)));
        Assert.Equal((7, 1), (notices.Lines.Count(line => line.Kind == DepositLineKind.Money), notices.Lines.Count(line => line.Kind == DepositLineKind.TakenBack)));
    }

    [Fact]
    public void An_end_of_file_sign_and_cut_blanks_at_the_end_do_no_harm()
    {
        var bytes = new ZenginText("01").In(12_000, "ｱｵｷ ﾊﾅｺ").ToBytes();

        Assert.True(ZenginFile.Read((byte[])[.. bytes, 0x1A], Today).Succeeded);
        Assert.True(ZenginFile.Read(bytes[..^199], Today).Succeeded);
    }

    [Theory]
    [InlineData("081120", "2026-11-20")]
    [InlineData("310430", "2019-04-30")]
    [InlineData("010501", "2019-05-01")]
    [InlineData("640107", "1989-01-07")]
    public void A_year_without_an_era_is_the_newest_that_has_come(string written, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), ZenginFile.Read(new ZenginText().In(1, "ｱ", written).ToBytes(), Today).OrThrow().Lines[0].Day);

    [Theory]
    [InlineData("2026-12-30", "090104", "2027-01-04")]
    [InlineData("2026-11-22", "081231", "2026-12-31")]
    [InlineData("2026-11-22", "090104", "1997-01-04")]
    public void The_first_bank_day_of_the_coming_year_is_of_that_year(string today, string written, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), ZenginFile.Read(new ZenginText().In(1, "ｱ", written).ToBytes(), DateOnly.Parse(today, null)).OrThrow().Lines[0].Day);

    [Fact]
    public void Two_equal_transfers_are_two_and_the_same_lines_in_another_file_are_the_same()
    {
        var first = ZenginFile.Read(new ZenginText().In(12_000, "ｱｵｷ", inquiry: "0").In(12_000, "ｱｵｷ", inquiry: "0").ToBytes(), Today).OrThrow();
        var second = ZenginFile.Read(new ZenginText().In(12_000, "ｱｵｷ", inquiry: "0").In(12_000, "ｱｵｷ", inquiry: "0").In(9_000, "ｲﾄｳ").ToBytes("\r\n"), Today).OrThrow();

        Assert.Equal(2, first.Lines.Select(line => line.Key).Distinct().Count());
        Assert.Equal(first.Lines.Select(line => line.Key), second.Lines.Take(2).Select(line => line.Key));
        Assert.All(second.Lines, line => Assert.InRange(line.Key.Length, 10, DepositLine.KeyMaxLength));
    }

    [Theory]
    [InlineData(2, 24, "0000000X6000", DepositColumn.Amount, DepositFaultReason.NotANumber)]
    [InlineData(2, 24, "000000000000", DepositColumn.Amount, DepositFaultReason.NotPositive)]
    [InlineData(2, 9, "081345", DepositColumn.Day, DepositFaultReason.NotADay)]
    [InlineData(2, 9, "081131", DepositColumn.Day, DepositFaultReason.NotADay)]
    [InlineData(2, 21, "7", DepositColumn.Direction, DepositFaultReason.Unknown)]
    [InlineData(2, 0, "5", DepositColumn.RecordType, DepositFaultReason.Unknown)]
    [InlineData(3, 7, "0000000036001", DepositColumn.Total, DepositFaultReason.DiffersFromLines)]
    [InlineData(3, 1, "000002", DepositColumn.Count, DepositFaultReason.DiffersFromLines)]
    [InlineData(3, 40, "00000001036001", DepositColumn.Balance, DepositFaultReason.DiffersFromLines)]
    [InlineData(4, 1, "0000000009", DepositColumn.RecordCount, DepositFaultReason.DiffersFromLines)]
    [InlineData(4, 11, "00002", DepositColumn.AccountCount, DepositFaultReason.DiffersFromLines)]
    [InlineData(1, 1, "04", DepositColumn.FileType, DepositFaultReason.NotSupported)]
    [InlineData(1, 3, "1", DepositColumn.CodeType, DepositFaultReason.NotSupported)]
    public void A_wrong_item_is_named_with_its_record_and_nothing_is_read(int row, int at, string text, DepositColumn column, DepositFaultReason reason)
    {
        var bytes = new ZenginText().In(36_000, "ﾐﾅﾄ").ToBytes();
        Encoding.ASCII.GetBytes(text).CopyTo(bytes, ((row - 1) * 200) + at);

        var faulty = Assert.IsType<DepositFileFaulty>(ZenginFile.Read(bytes, Today).Refusal);

        Assert.Contains(faulty.Faults, fault => fault.Row == row && fault.Column == column && fault.Reason == reason);
    }

    [Fact]
    public void A_file_that_was_cut_off_or_lost_a_line_is_refused()
    {
        var bytes = new ZenginText().In(36_000, "ﾐﾅﾄ").In(12_000, "ｱｵｷ").ToBytes();

        Assert.Contains(Faults(bytes[..400]), fault => fault.Reason == DepositFaultReason.Missing);
        Assert.Contains(Faults(bytes[..450]), fault => fault.Reason == DepositFaultReason.WrongLength);
        Assert.Contains(Faults([.. bytes[..200], .. bytes[400..]]), fault => fault.Reason == DepositFaultReason.DiffersFromLines);
        Assert.Contains(Faults(bytes[200..]), fault => fault.Reason == DepositFaultReason.OutOfPlace);
        Assert.Contains(Faults([.. bytes, .. bytes]), fault => fault.Reason == DepositFaultReason.OutOfPlace);
    }

    private static IReadOnlyList<DepositFault> Faults(byte[] bytes) => Assert.IsType<DepositFileFaulty>(ZenginFile.Read(bytes, Today).Refusal).Faults;
}
