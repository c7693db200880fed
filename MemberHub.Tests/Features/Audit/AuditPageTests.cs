using System.Net;
using AngleSharp.Html.Parser;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Features.Audit;
using MemberHub.Features.Notices;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Audit;

/// <summary>The page 記録簿: who sees what in it, and that looking is itself recorded.</summary>
public sealed class AuditPageTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("16.2.1")]
    public async Task A_line_says_in_words_who_did_what_to_whom_when_why_and_from_where()
    {
        var (viewer, member) = await SceneAsync();

        var row = (await RowsAsync(viewer, "/office/audit?what=SaveProfile")).Single();
        Assert.Equal(
            ["2026年11月22日 12:00:00", "事務局 keiri", "基本情報の変更", "髙橋 花子 0000101", "電話番号: 03-0000-0001 → 03-0000-0002理由: 電話で確認", "203.0.113.7"],
            row.Select(cell => cell.Replace(" 封印前", "", StringComparison.Ordinal).Replace(" 封印済み", "", StringComparison.Ordinal)).Select(cell => cell.Replace('　', ' ')));
        Assert.Equal(["コマンド"], (await RowsAsync(viewer, "/office/audit?who=system")).Select(cells => cells[5].Split(' ')[0]));
        Assert.NotEqual(0, member);
    }

    [Theory]
    [InlineData("member=0000101", 2)]
    [InlineData("member=0000999", 0)]
    [InlineData("member=abc", 0)]
    [InlineData("who=system", 1)]
    [InlineData("who=nobody", 0)]
    [InlineData("what=SaveProfile&from=2026-11-22&to=2026-11-22", 1)]
    [InlineData("what=SaveProfile&from=2026-11-23", 0)]
    [InlineData("what=SaveProfile&to=2026-11-21", 0)]
    [InlineData("what=SaveProfile&from=yesterday", 1)]
    [InlineData("who=members&what=ChangePassword", 1)]
    public async Task The_list_is_narrowed(string query, int count)
    {
        var (viewer, _) = await SceneAsync();

        Assert.Equal(count, (await RowsAsync(viewer, "/office/audit?" + query)).Count);
    }

    [Fact]
    public async Task Fifty_lines_make_a_page_and_a_link_leads_to_older_ones()
    {
        var (viewer, _) = await SceneAsync();
        await using (var database = app.Databases.Open((await app.SocietyAsync()).Id))
        {
            for (var i = 0; i < 120; i++)
            {
                database.RecordBySystem(app.Clock.UtcNow(), "CloseExpired", null, new { Reference = $"R{i}" });
            }

            await database.SaveChangesAsync(Cancel);
        }

        var seen = new List<string>();
        for (var address = "/office/audit?what=CloseExpired"; address is not null;)
        {
            var page = new HtmlParser().ParseDocument(await (await viewer.GetAsync(address, Cancel)).Content.ReadAsStringAsync(Cancel));
            var rows = page.QuerySelectorAll("[data-row]").Select(row => row.GetAttribute("data-row")!).ToList();
            Assert.InRange(rows.Count, 1, OpenAudit.PageLength);
            seen.AddRange(rows);
            address = page.QuerySelector("a[data-key=n]")?.GetAttribute("href");
        }

        Assert.Equal(120, seen.Distinct().Count());
        Assert.Equal(120, seen.Count);
    }

    [Fact]
    public async Task Looking_is_recorded_with_the_conditions()
    {
        var (viewer, member) = await SceneAsync();
        await RowsAsync(viewer, "/office/audit?member=0000101&what=SaveProfile");

        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        var line = await database.AuditEntries.Where(entry => entry.Action == nameof(OpenAudit)).SingleAsync(Cancel);
        Assert.Equal(member, line.MemberId);
        Assert.Contains("SaveProfile", line.Details, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", line.Origin);
    }

    [Fact]
    public async Task Another_societys_lines_are_not_there()
    {
        await SceneAsync();
        var other = new Society("midori", "みどり学会", "Midori Society", new SocietySettings());
        await using (var all = app.Databases.OpenAcrossSocieties())
        {
            all.Add(other);
            await all.SaveChangesAsync(Cancel);
        }

        var stranger = await app.AddStaffAsync("midori", StaffRole.SystemAdministrator, other);
        var client = await app.ClientOfAsync(new Actor(stranger.Id, other.Id, null, []));

        Assert.Empty(await RowsAsync(client, "/office/audit"));
        Assert.Empty(await RowsAsync(client, "/office/audit?member=0000101"));
    }

    [Theory]
    [InlineData("SplitClaim", """{"Issued":["I-2026-000006","I-2026-000007"]}""", "発行した番号: I-2026-000006、I-2026-000007")]
    [InlineData("ImportRosterAndDues", """{"所属部署":["臨床検査部","輸血部"],"携帯番号":["","090-0123-4567"]}""", "所属部署: 臨床検査部 → 輸血部 | 携帯番号:  → 090-0123-4567")]
    [InlineData("ImportRosterAndDues", """{"MembersCreated":2,"Rejected":1}""", "登録した会員: 2 | 取り込めなかった行: 1")]
    [InlineData("UploadRoster", """{"RosterName":"roster.csv","DuesName":"dues.csv"}""", "名簿のファイル: roster.csv | 会費履歴のファイル: dues.csv")]
    [InlineData("TakeRosterImport", """{"Import":7}""", "取り込みの番号: 7")]
    [Trait("Runs", "Once")]
    public void Only_the_import_says_old_and_new_as_a_list_of_two(string action, string details, string said) =>
        Assert.Equal(said, string.Join(" | ", app.Services.GetRequiredService<AuditWords>().Facts(action, details).Select(fact => $"{fact.Label}: {(fact.Before is null ? "" : $"{fact.Before} → ")}{fact.Value}")));

    [Fact]
    public async Task A_notice_is_told_with_both_languages_and_the_names_of_those_it_is_for()
    {
        var society = await app.SocietyAsync();
        var secretary = new Actor((await app.AddStaffAsync("jimu", StaffRole.Secretary)).Id, society.Id, null, [StaffRole.Secretary]);
        var viewer = await app.AddStaffAsync("etsuran", StaffRole.Viewer);
        await using var database = app.Databases.Open(society.Id);
        var category = await database.MemberCategories.SingleAsync(row => row.NameJa == "正会員", Cancel);
        var form = new NoticeForm { Categories = [category.Id], TitleJa = "総会", BodyJa = "総会のお知らせ", TitleEn = "General meeting", BodyEn = "Please come.", From = "2026-11-22" };
        var save = app.Services.GetRequiredService<SaveNotice>();
        (await save.RunAsync(secretary, null, form, Cancel)).OrThrow();
        var notice = await database.Notices.AsNoTracking().SingleAsync(row => row.TitleJa == "総会", Cancel);
        var again = NoticeForm.Of(notice);
        (again.Categories, again.Pinned, again.TitleEn) = (null, true, "Annual meeting");
        (await save.RunAsync(secretary, notice.Id, again, Cancel)).OrThrow();

        var rows = await RowsAsync(await app.ClientOfAsync(new Actor(viewer.Id, society.Id, null, [])), "/office/audit?what=SaveNotice");

        Assert.Contains("会員区分: 正会員 → ", rows[0][4], StringComparison.Ordinal);
        Assert.Contains("英語の題名: General meeting → Annual meeting", rows[0][4], StringComparison.Ordinal);
        Assert.Contains("固定表示: いいえ → はい", rows[0][4], StringComparison.Ordinal);
        Assert.Contains("会員区分: （なし） → 正会員", rows[1][4], StringComparison.Ordinal);
        Assert.Contains("英語の本文: （なし） → Please come.", rows[1][4], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_that_is_recorded_has_a_word()
    {
        var words = app.Services.GetRequiredService<AuditWords>();
        var recorded = Architecture.Sources.In("MemberHub", ".cs")
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(file.Text, @"(?:\.Record|RecordBySystem|BySystem)\(\s*[^;]*?nameof\((\w+)\)"))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        Assert.True(recorded.Count > 25);
        Assert.DoesNotContain(recorded, name => words.Action(name) == name);
    }

    // Three lines: staff changed a member, the member changed a password, the import wrote something.
    private async Task<(HttpClient Viewer, long Member)> SceneAsync()
    {
        var society = await app.SocietyAsync();
        var account = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var accountant = await app.AddStaffAsync("keiri", StaffRole.Accountant);
        var viewer = await app.AddStaffAsync("etsuran", StaffRole.Viewer);
        await using var database = app.Databases.Open(society.Id);
        var member = await database.Members.SingleAsync(Cancel);
        var now = app.Clock.UtcNow();
        database.Record(
            new Actor(accountant.Id, society.Id, null, [StaffRole.Accountant]) { Origin = "203.0.113.7" }, now, "SaveProfile", member.Id,
            new { changes = new[] { new { Field = "Phone", Affiliation = (int?)null, Old = "03-0000-0001", New = "03-0000-0002" } } }, "電話で確認");
        database.Record(new Actor(account.Id, society.Id, member.Id, []) { Origin = "198.51.100.20" }, now, "ChangePassword", member.Id, new { });
        database.RecordBySystem(now, "ImportRosterAndDues", null, new { MembersCreated = 1 }, AuditTrail.Command);
        await database.SaveChangesAsync(Cancel);
        return (await app.ClientOfAsync(new Actor(viewer.Id, society.Id, null, [])), member.Id);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> RowsAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
        return [.. page.QuerySelectorAll("[data-row]").Select(row => row.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList())];
    }
}
