using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Import;

/// <summary>One bad row among good ones: named with its place and what to do, and nothing goes in.</summary>
public sealed class ImportBadRowsTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("会員番号", "0000101")]
    [InlineData("会員番号", "A-12")]
    [InlineData("会員番号", "1234567890123")]
    [InlineData("会員番号", "")]
    [InlineData("氏名", "")]
    [InlineData("氏名", "山\u0007﨑")]
    [InlineData("所属住所", "仙台市\0青葉区")]
    [InlineData("会員区分", "特別会員")]
    [InlineData("会員区分", "")]
    [InlineData("称号", "会長")]
    [InlineData("性別", "不明")]
    [InlineData("通信先", "会社")]
    [InlineData("生年月日", "2026-02-30")]
    [InlineData("生年月日", "昭和64年1月8日")]
    [InlineData("入会日", "平成31年5月1日")]
    [InlineData("退会日", "2026/13/1")]
    [InlineData("ログインID", "")]
    [InlineData("ログインID", "TakaHashi")]
    [InlineData("ログインID", "ｔａｋａｈａｓｈｉ")]
    [InlineData("ログインID", "山﨑")]
    [InlineData("ログインID", "yama zaki")]
    [InlineData("ログインID", "0000101")]
    [InlineData("ログインID", "Takahashi@example.jp")]
    [InlineData("メールアドレス", "TAKAHASHI@example.jp")]
    [InlineData("メールアドレス", "yamazaki.example.jp")]
    [InlineData("メールアドレス", "yamazaki@")]
    [InlineData("メールアドレス", "yamazaki@example")]
    [InlineData("メールアドレス", "@example.jp")]
    [InlineData("メールアドレス", "yama zaki@example.jp")]
    [InlineData("メールアドレス", "a@example.jp,b@example.jp")]
    [InlineData("メールアドレス", "山﨑@example.jp")]
    public Task A_bad_member_is_named_and_keeps_the_file_out(string column, string value) =>
        AssertRefusedAsync(new RosterFile().Add().AddSecond((column, value)), new DuesFile().AddPaid(), 3, column, inRoster: true);

    [Theory]
    [InlineData("氏名", 100)]
    [InlineData("ふりがな", 100)]
    [InlineData("ログインID", 64)]
    [InlineData("国家資格", 400)]
    [InlineData("専門領域", 400)]
    [InlineData("所属機関", 100)]
    [InlineData("所属部署", 100)]
    [InlineData("所属郵便番号", 12)]
    [InlineData("所属住所", 300)]
    [InlineData("所属電話番号", 30)]
    [InlineData("自宅郵便番号", 12)]
    [InlineData("自宅住所", 300)]
    [InlineData("自宅電話番号", 30)]
    [InlineData("携帯番号", 30)]
    public async Task A_value_longer_than_its_column_is_named_and_the_longest_is_not(string column, int longest)
    {
        await AssertRefusedAsync(
            new RosterFile().Add().AddSecond((column, new string('a', longest + 1))), new DuesFile().AddPaid(), 3, column, inRoster: true);

        var fits = await new ImportRunner(app).RunAsync(
            new RosterFile().Add().AddSecond((column, new string('a', longest))), new DuesFile().AddPaid(), "--dry-run");
        Assert.Equal(0, fits.ExitCode);
    }

    [Theory]
    [InlineData("会員番号", "0009999", "2025", "年会費", "12000", "0", "", "")]
    [InlineData("会員番号", "", "2025", "年会費", "12000", "0", "", "")]
    [InlineData("年度", "0000101", "二〇二五", "年会費", "12000", "0", "", "")]
    [InlineData("年度", "0000101", "1925", "年会費", "12000", "0", "", "")]
    [InlineData("年度", "0000101", "2024", "年会費", "12000", "0", "", "")]
    [InlineData("項目", "0000101", "2025", "寄付金", "12000", "0", "", "")]
    [InlineData("項目", "0000101", "2025", "", "12000", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "一万", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "12000.5", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "12,00", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "1,2,3", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "-12000", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "－１２０００", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "100000001", "0", "", "")]
    [InlineData("請求額", "0000101", "2025", "年会費", "99999999999999999999999999999999999", "0", "", "")]
    [InlineData("入金額", "0000101", "2025", "年会費", "12000", "-1", "2025-02-01", "銀行振込")]
    [InlineData("入金額", "0000101", "2025", "年会費", "12000", "済", "2025-02-01", "銀行振込")]
    [InlineData("入金日", "0000101", "2025", "年会費", "12000", "12000", "", "銀行振込")]
    [InlineData("入金日", "0000101", "2025", "年会費", "12000", "12000", "2025-02-29", "銀行振込")]
    [InlineData("入金日", "0000101", "2025", "年会費", "12000", "12000", "2023-12-31", "銀行振込")]
    [InlineData("支払方法", "0000101", "2025", "年会費", "12000", "12000", "2025-02-01", "現金")]
    [InlineData("支払方法", "0000101", "2025", "年会費", "12000", "12000", "2025-02-01", "")]
    public Task A_bad_charge_is_named_and_keeps_the_files_out(
        string column, string member, string year, string item, string amount, string received, string date, string method) =>
        AssertRefusedAsync(
            new RosterFile().Add(), new DuesFile().AddPaid(year: "2024").Add(member, year, item, amount, received, date, method), 3, column, inRoster: false);

    [Fact]
    public async Task A_row_with_another_number_of_columns_is_named()
    {
        var roster = new RosterFile().Add().ToString();
        var dues = new DuesFile().AddPaid() + "0000101,2024,年会費,12000,0,\r\n";

        var answer = await new ImportRunner(app).RunAsync(System.Text.Encoding.UTF8.GetBytes(roster), System.Text.Encoding.UTF8.GetBytes(dues));

        Assert.Equal(2, answer.ExitCode);
        var fault = Assert.Single(answer.Json.Rejected);
        Assert.Equal((3, ""), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task A_row_with_several_faults_names_each_and_counts_once()
    {
        var roster = new RosterFile().Add(("性別", "不明"), ("生年月日", "昨日"));

        var answer = await new ImportRunner(app).RunAsync(roster, new DuesFile());

        Assert.Equal(["性別", "生年月日"], answer.Json.Rejected.Select(fault => fault.Column));
        Assert.Equal(1, answer.Json.Members.Rejected);
    }

    [Fact]
    public async Task The_line_is_the_physical_one_on_which_the_record_starts()
    {
        var roster = new RosterFile().Add(("所属住所", "仙台市\r\n青葉区\r\n上杉")).AddSecond(("性別", "不明"));

        var answer = await new ImportRunner(app).RunAsync(roster, new DuesFile());

        Assert.Equal(5, Assert.Single(answer.Json.Rejected).Line);
    }

    [Fact]
    public async Task A_login_ID_may_be_ones_own_number()
    {
        var answer = await new ImportRunner(app).RunAsync(new RosterFile().Add(("ログインID", "0000101")), new DuesFile(), "--dry-run");

        Assert.Equal(0, answer.ExitCode);
    }

    [Theory]
    [InlineData("性別", "不明")]
    [InlineData("氏名", "髙橋\0真理子")]
    public async Task Charges_of_a_member_that_is_not_taken_say_so(string column, string value)
    {
        var answer = await new ImportRunner(app).RunAsync(new RosterFile().Add((column, value)), new DuesFile().AddPaid());

        Assert.Equal([column, "会員番号"], answer.Json.Rejected.Select(fault => fault.Column));
        Assert.Contains("名簿の2行目", answer.Json.Rejected[1].Reason, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(RosterFile roster, DuesFile dues, int line, string column, bool inRoster)
    {
        var runner = new ImportRunner(app);
        var answer = await runner.RunAsync(roster, dues);

        Assert.Equal(2, answer.ExitCode);
        var fault = Assert.Single(answer.Json.Rejected);
        Assert.Equal((inRoster ? runner.RosterFile : runner.DuesFile, line, column), (fault.File, fault.Line, fault.Column));
        Assert.EndsWith("ください。", fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('{', fault.Reason);
        Assert.Equal((0, 0), (answer.Json.Members.Created, answer.Json.Dues.Created));
        Assert.Equal(1, inRoster ? answer.Json.Members.Rejected : answer.Json.Dues.Rejected);
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        Assert.False(await database.Members.AnyAsync(TestContext.Current.CancellationToken));
    }
}
