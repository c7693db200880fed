using System.Globalization;
using System.Text;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Features.Import;
using MemberHub.Platform.Files;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Import;

public sealed class ImportFilesTests : IAsyncLifetime
{
    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Files_that_cannot_be_read_are_refused_whole_with_the_place()
    {
        var good = new RosterFile().Add().AddSecond().ToString();
        var cases = new (string What, byte[] Roster, int Line)[]
        {
            ("an open quote", Utf8(good + "\"0000103,髙橋"), 4),
            ("cut off within a record", Utf8(good[..^80]), 3),
            ("cut off within a character", Utf8(good[..(good.LastIndexOf('杉') + 1)])[..^1], 3),
            ("a broken byte", [.. Utf8(good), 0xFF, 0xFE], 4),
            ("neither encoding", [0xFF, 0xFE, 0x1A, 0x4F, 0xFD], 1),
            ("a workbook", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x08, 0x08, 0xFF, 0x00, 0xFF], 1),
            ("no table", "<html><body>ログイン</body></html>"u8.ToArray(), 1),
            ("nothing", [], 1),
            ("a missing column", Utf8(new RosterFile { Columns = ["会員番号", "氏名"] }.Add().ToString()), 1),
            ("a column twice", Utf8(good.Replace("称号", "氏名", StringComparison.Ordinal)), 1),
        };
        foreach (var (what, roster, line) in cases)
        {
            var runner = new ImportRunner(app);
            var answer = await runner.RunAsync(roster, Utf8(new DuesFile().AddPaid().ToString()));

            Assert.True(answer.ExitCode == 1, what);
            var fault = Assert.Single(answer.Json.Rejected);
            Assert.True((runner.RosterFile, line) == (fault.File, fault.Line), $"{what}: {fault}");
            Assert.EndsWith("ください。", fault.Reason, StringComparison.Ordinal);
            Assert.Equal(new(), answer.Json.Members);
        }
    }

    [Fact]
    public async Task A_trial_or_a_refused_file_leaves_an_empty_database_empty()
    {
        var good = (Roster: new RosterFile().Add(), Dues: new DuesFile().AddPaid());

        Assert.Equal(1, (await new ImportRunner(app).RunAsync(good.Roster, good.Dues, "--dry-run")).Json.Members.Created);
        Assert.Equal(2, (await new ImportRunner(app).RunAsync(good.Roster, new DuesFile().Add(member: "0009999"))).ExitCode);

        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.False(await database.Societies.AnyAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, (await new ImportRunner(app).RunAsync(good.Roster, good.Dues)).ExitCode);
        Assert.True(await database.Societies.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var runner = new ImportRunner(app);

        var answer = await runner.CommandAsync("--roster", runner.RosterFile, "--dues", runner.DuesFile, "--json");

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal([runner.RosterFile, runner.DuesFile], answer.Json.Rejected.Select(fault => fault.File));
    }

    [Theory]
    [InlineData("--roster", "a.csv")]
    [InlineData("--roster", "a.csv", "--dues")]
    [InlineData("--roster", "a.csv", "--dues", "b.csv", "--force")]
    [InlineData("--roster", "a.csv", "--roster", "b.csv")]
    [InlineData("a.csv", "b.csv")]
    public async Task Arguments_that_are_not_understood_are_answered_with_the_usage(params string[] args)
    {
        var answer = await new ImportRunner(app).CommandAsync(args);

        Assert.Equal((1, ""), (answer.ExitCode, answer.Results));
        Assert.Contains("--roster", answer.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order_and_unknown_ones_are_named_and_ignored()
    {
        var columns = new RosterFile().Columns;
        var roster = new RosterFile { Columns = [.. columns.Reverse(), "備考"] }.Add(("備考", "口座振替"));
        var dues = new DuesFile { Columns = ["会員番号", "年度", "項目", "請求額", "入金額", "入金日", "支払方法"] }.AddPaid();

        var answer = await new ImportRunner(app).RunAsync(roster, dues);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("「備考」", answer.Notes, StringComparison.Ordinal);
        Assert.Equal("髙橋　真理子", (await OnlyMemberAsync()).Person.Name);
    }

    [Fact]
    public async Task What_an_office_types_is_brought_into_form_and_names_stay()
    {
        var roster = new RosterFile().Add(
            ("会員番号", "００００１０１"), ("氏名", "　\uFA19谷　ﾊﾅ "), ("ふりがな", "ｶﾐﾔ ﾊﾅ"), ("生年月日", "昭和45年5月6日"), ("入会日", "H13.4.1"), ("退会日", "２０２６／３／３１"),
            ("ログインID", "ｔａｋａｈａｓｈｉ"), ("メールアドレス", "taka..hashi.＠example.jp"), ("所属郵便番号", "９８００００１１"[..7]), ("携帯番号", "０９０－０１２３－４５６７"),
            ("所属住所", "仙台市\r\n青葉区\tﾊｲﾂ"), ("専門領域", "臨床化学；輸血;臨床化学"));
        var dues = new DuesFile().Add("００００１０１", "２０２５年度", "年会費", "１２，０００円", "¥15,000", "令和7年2月1日", "銀行振込");

        var answer = await new ImportRunner(app).RunAsync(roster, dues);

        Assert.Equal(0, answer.ExitCode);
        var member = await OnlyMemberAsync();
        Assert.Equal("0000101", member.Number.Digits);
        Assert.Equal("\uFA19谷　ﾊﾅ", member.Person.Name, StringComparer.Ordinal);
        Assert.Equal("カミヤ　ハナ", member.Person.Kana);
        Assert.Equal((new DateOnly(1970, 5, 6), new DateOnly(2001, 4, 1), new DateOnly(2026, 3, 31)), (member.Person.BirthDate, member.JoinedOn, member.WithdrawnOn));
        Assert.Equal("090-0123-4567", member.Person.MobilePhone);
        Assert.Equal(["臨床化学", "輸血"], member.Person.Specialties);
        Assert.Equal("980-0001", member.Affiliations[0].Details.Place.PostalCode);
        Assert.Equal("仙台市\r\n青葉区\tハイツ", member.Affiliations[0].Details.Place.Address);
        await using var database = app.Databases.Open(member.SocietyId);
        Assert.Equal(("takahashi", "taka..hashi.@example.jp"), await database.Users.Select(user => new ValueTuple<string?, string?>(user.UserName, user.Email)).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((15_000, 3_000), (
            (await database.Payments.SingleAsync(TestContext.Current.CancellationToken)).Amount.Value,
            (await database.Credits.SingleAsync(TestContext.Current.CancellationToken)).Amount.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Good_rows_go_in_when_asked_and_bad_ones_are_given_back(bool inCp932)
    {
        var encoding = inCp932 ? Cp932 : Encoding.UTF8;
        var roster = encoding.GetBytes(new RosterFile().Add().AddSecond(("性別", "不明"), ("生年月日", "昨日")).ToString());
        var dues = encoding.GetBytes(new DuesFile().AddPaid().AddPaid("0000102").ToString());
        var runner = new ImportRunner(app);

        var answer = await runner.RunAsync(roster, dues, "--skip-invalid");

        Assert.Equal(2, answer.ExitCode);
        Assert.Equal(new(2, Created: 1, Rejected: 1), answer.Json.Members);
        Assert.Equal(new(2, Created: 1, Rejected: 1), answer.Json.Dues);
        Assert.Equal("0000101", (await OnlyMemberAsync()).Number.Digits);

        var bytes = await File.ReadAllBytesAsync(runner.RosterFile + ".rejected.csv", TestContext.Current.CancellationToken);
        var text = TextFile.Recognise(bytes).OrThrow();
        Assert.Equal(inCp932 ? 932 : 65001, text.Encoding.CodePage);
        Assert.Equal(!inCp932, bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var given = CsvFile.Read(text).OrThrow();
        Assert.Equal([.. new RosterFile().Columns, "行", "問題のある列", "理由"], given.Header);
        var row = Assert.Single(given.Rows);
        Assert.Equal(["0000102", "山﨑　一郎"], row.Fields.Take(2));
        Assert.Equal(["3", "性別・生年月日"], row.Fields.SkipLast(1).TakeLast(2));
        Assert.Contains("不明", row.Fields[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(runner.DuesFile + ".rejected.csv"));
        app.Logs.AssertSilentAbout("髙橋", "山﨑", "yamazaki", "takahashi", "0000101", "0000102");
    }

    [Fact]
    public async Task A_file_of_rejected_rows_that_cannot_be_written_costs_no_report()
    {
        var runner = new ImportRunner(app);
        System.IO.Directory.CreateDirectory(runner.RosterFile + ".rejected.csv");

        var answer = await runner.RunAsync(new RosterFile().Add(("性別", "不明")), new DuesFile(), "--skip-invalid");

        Assert.Equal((2, 1), (answer.ExitCode, answer.Json.Members.Rejected));
        Assert.Contains("書き出せませんでした", answer.Notes, StringComparison.Ordinal);
        Assert.Contains("取り込める新しい行はありませんでした", answer.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_id_or_address_of_somebody_else_is_not_taken_away()
    {
        await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000500").AddAsync();
        var roster = new RosterFile().Add(("ログインID", "MEMBER0000500")).AddSecond(("メールアドレス", "Member0000500@example.jp"));

        var answer = await new ImportRunner(app).RunAsync(roster, new DuesFile());

        Assert.Equal(2, answer.ExitCode);
        Assert.Equal([(2, "ログインID"), (3, "メールアドレス")], answer.Json.Rejected.Select(fault => (fault.Line, fault.Column)));
        Assert.All(answer.Json.Rejected, fault => Assert.Contains("ほかの人", fault.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refusal_has_its_sentence_in_both_languages()
    {
        var refusals = typeof(ImportRosterAndDues).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Refusal)) && type.Namespace is "MemberHub.Features.Import" or "MemberHub.Platform.Files").ToList();
        var texts = app.Services.GetRequiredService<RefusalTexts>();
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in new[] { "ja", "en" })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                var said = refusals.ConvertAll(type => texts.Say(Example(type)));
                Assert.True(said.Count > 30);
                Assert.All(said, sentence => Assert.Equal(language == "ja", sentence.EndsWith('。')));
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static Refusal Example(Type type)
    {
        var parameters = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();
        return (Refusal)Activator.CreateInstance(type, [.. parameters.Select(parameter => parameter.ParameterType switch
        {
            var text when text == typeof(string) => "値",
            var list when list == typeof(IReadOnlyList<string>) => new[] { "一", "二" },
            var value => Activator.CreateInstance(value),
        })])!;
    }

    private async Task<Member> OnlyMemberAsync()
    {
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        return await database.Members.Include(member => member.Affiliations).SingleAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
