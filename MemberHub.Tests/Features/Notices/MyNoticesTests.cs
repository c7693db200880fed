using System.Net;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Features.Billing;
using MemberHub.Features.Dashboard;
using MemberHub.Features.Notices;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Notices;

/// <summary>What a member has read, per account.</summary>
public sealed class MyNoticesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["SystemNotices:Notices:0:TitleJa"] = "メンテナンス";
        app.Settings["SystemNotices:Notices:0:BodyJa"] = "日曜の午前3時から";
        app.Settings["SystemNotices:Notices:0:To"] = "2026-11-22";
        app.Settings["SystemNotices:Notices:1:TitleJa"] = "先の話";
        app.Settings["SystemNotices:Notices:1:From"] = "2026-11-23";
        society = await app.SocietyAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_one_account_reads_stays_unread_for_the_other()
    {
        var (first, second) = (await Member("0000101").AddAsync(), await Member("0000102").AddAsync());
        var old = await NoticeAsync("先月の話", Today.AddDays(-30));
        await NoticeAsync("今日の話", Today);
        await NoticeAsync("明日の話", Today.AddDays(1));
        Assert.Equal([("今日の話", false), ("先月の話", false)], await ListAsync(first));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MarkAsync(first, old))));

        Assert.Equal([("今日の話", false), ("先月の話", true)], await ListAsync(first));
        Assert.Equal(2, (await Get<OpenMyNotices>().RunAsync(second, 1, Cancel)).OrThrow().Unread);
        Assert.Equal(1, (await Get<OpenDashboard>().RunAsync(first, Cancel)).OrThrow().UnreadNotices);
        Assert.Equal(1, await MarkAsync(first, null));
        Assert.Equal(0, (await Get<OpenMyNotices>().RunAsync(first, 1, Cancel)).OrThrow().Unread);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await Get<OpenMyNotices>().RunAsync(first, 1, Cancel)).OrThrow().Unread);
    }

    [Fact]
    public async Task Opening_a_notice_takes_its_mark_off_the_menu()
    {
        var member = await Member("0000101").AddAsync();
        var id = await NoticeAsync("大事な話", Today);
        await NoticeAsync("ほかの話", Today);
        var client = await app.ClientOfAsync(member);
        Assert.Contains("未読 2件", await TextAsync(client, "/menu"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync($"/notices/{id}", Cancel)).StatusCode);
        var page = await TextAsync(client, $"/notices/{id}");
        Assert.Contains("大事な話の本文", page, StringComparison.Ordinal);
        Assert.Contains("未読 1件", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/notices/{id + 9}", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_notice_for_a_category_or_a_rank_is_shown_to_nobody_else()
    {
        var (regular, student) = (await Member("0000101").AddAsync(), await Member("0000102").Of("学生会員").AddAsync());
        long rank;
        await using (var database = app.Databases.Open(society.Id))
        {
            var row = await database.Ranks.OrderBy(item => item.Id).FirstAsync(Cancel);
            var ranked = await database.Members.SingleAsync(member => member.Id == regular.MemberId, Cancel);
            ranked.Classify(ranked.CategoryId, row.Id, ranked.JoinedOn, ranked.WithdrawnOn);
            await database.SaveChangesAsync(Cancel);
            rank = row.Id;
        }

        await NoticeAsync("みなさまへ", Today.AddDays(-2));
        var forStudents = await NoticeAsync("学生の方へ", Today.AddDays(-1), await CategoryOfAsync(student));
        await NoticeAsync("役職の方へ", Today, rank: rank);

        foreach (var (actor, titles) in new[] { (regular, new[] { "役職の方へ", "みなさまへ" }), (student, new[] { "学生の方へ", "みなさまへ" }) })
        {
            Assert.Equal(titles, (await ListAsync(actor)).Select(line => line.Item1));
            var home = (await Get<OpenDashboard>().RunAsync(actor, Cancel)).OrThrow();
            Assert.Equal(titles, home.Notices.Select(notice => notice.Title));
            Assert.Equal((2, 2), (home.UnreadNotices, (await Get<OpenMyNotices>().RunAsync(actor, 1, Cancel)).OrThrow().Unread));
            Assert.Contains("未読 2件", await TextAsync(await app.ClientOfAsync(actor), "/menu"), StringComparison.Ordinal);
        }

        Assert.IsType<NoticeGone>((await Get<OpenMyNotice>().RunAsync(regular, forStudents, Cancel)).Refusal);
        Assert.Equal(0, await MarkAsync(regular, forStudents));
        Assert.Equal(2, await MarkAsync(regular, null));
    }

    [Fact]
    public async Task What_is_for_members_in_arrears_is_shown_as_long_as_they_are()
    {
        var (owing, current) = (await Member("0000101").Charged(2025, 12_000).AddAsync(), await Member("0000102").Charged(2026, 12_000).AddAsync());
        var id = await NoticeAsync("過年度の会費について", Today, inArrears: true);
        Assert.Equal((1, 1), await ShownAsync(owing));
        Assert.Equal((0, 0), await ShownAsync(current));
        Assert.IsType<NoticeGone>((await Get<OpenMyNotice>().RunAsync(current, id, Cancel)).Refusal);
        Assert.Equal(0, await MarkAsync(current, id));

        await using var database = app.Databases.Open(society.Id);
        var charge = await database.DuesCharges.SingleAsync(row => row.MemberId == owing.MemberId, Cancel);
        var part = new Payment(owing.MemberId!.Value, new Yen(5_000), Today, PaymentMethod.BankTransfer, PaymentSource.Office);
        part.Allocate(charge.Id, new Yen(5_000));
        database.Add(part);
        await database.SaveChangesAsync(Cancel);
        Assert.Equal((1, 1), await ShownAsync(owing));
        Assert.Equal("過年度の会費について", (await Get<OpenMyNotice>().RunAsync(owing, id, Cancel)).OrThrow().Title);

        var rest = new Waiver(charge.Id, new Yen(7_000), "減免", Today);
        database.Add(rest);
        await database.SaveChangesAsync(Cancel);
        Assert.Equal((0, 0), await ShownAsync(owing));
        rest.Reverse(app.Clock.GetUtcNow().UtcDateTime);
        await database.SaveChangesAsync(Cancel);
        Assert.Equal((1, 1), await ShownAsync(owing));

        // List, home and menu, which read them each in a way of its own, agree.
        async Task<(int Shown, int Unread)> ShownAsync(Actor actor)
        {
            var home = (await Get<OpenDashboard>().RunAsync(actor, Cancel)).OrThrow();
            var list = (await Get<OpenMyNotices>().RunAsync(actor, 1, Cancel)).OrThrow();
            Assert.Equal((list.Lines.Count, list.Unread), (home.Notices.Count, home.UnreadNotices));
            Assert.Equal(list.Unread > 0, (await TextAsync(await app.ClientOfAsync(actor), "/menu")).Contains($"未読 {list.Unread}件", StringComparison.Ordinal));
            return (list.Lines.Count, list.Unread);
        }
    }

    [Fact]
    public async Task Who_has_left_and_who_is_no_member_reads_none()
    {
        var id = await NoticeAsync("会員だけの話", Today);
        foreach (var actor in new[] { await Member("0000101").WithdrawnOn(Today).AddAsync(), new Actor(1, society.Id, null, [StaffRole.Secretary]) })
        {
            Assert.IsType<NotAllowed>((await Get<OpenMyNotices>().RunAsync(actor, 1, Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await Get<OpenMyNotice>().RunAsync(actor, id, Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await Get<MarkNoticesRead>().RunAsync(actor, id, Cancel)).Refusal);
        }
    }

    [Fact]
    public async Task What_the_operator_says_stands_apart_on_the_sign_in_page_on_its_days()
    {
        var board = await Get<PublicNotices>().ReadAsync(Cancel);
        Assert.Equal(("メンテナンス", "メンテナンス"), (Assert.Single(board.System).TitleJa, board.System[0].TitleEn));
        Assert.Empty(board.Society);
        var page = await TextAsync(app.Connect(), "/login");
        Assert.Contains("システムからのお知らせ", page, StringComparison.Ordinal);
        Assert.Contains("日曜の午前3時から", page, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("先の話", Assert.Single((await Get<PublicNotices>().ReadAsync(Cancel)).System).TitleJa);
    }

    [Fact]
    public async Task A_billing_that_is_undone_takes_its_notice_away_though_it_was_read()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        var reader = await new RosterBuilder(database.Databases, database.Society).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").AddAsync();
        var office = await BillingOffice.InAsync(database);
        var run = await office.BillAsync(2027);
        await using var context = database.Databases.Open(database.Society.Id);
        context.Add(new MemberHub.Data.Accounts.NoticeRead { AccountId = reader.AccountId, NoticeId = await context.Notices.Select(notice => notice.Id).SingleAsync(Cancel), ReadUtc = DateTime.UnixEpoch });
        await context.SaveChangesAsync(Cancel);

        (await database.Get<UndoBilling>().RunAsync(office.Accountant, run, "金額の誤り", Cancel)).OrThrow();

        Assert.Empty(await context.Notices.ToListAsync(Cancel));
    }

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private async Task<long> CategoryOfAsync(Actor actor)
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.Members.SingleAsync(member => member.Id == actor.MemberId, Cancel)).CategoryId;
    }

    private async Task<long> NoticeAsync(string title, DateOnly from, long? category = null, long? rank = null, bool inArrears = false)
    {
        await using var database = app.Databases.Open(society.Id);
        var notice = new Notice(NoticeAudience.Members, title, title, title + "の本文", title + "の本文", from);
        database.Add(notice.Narrow(category is { } only ? [only] : [], rank is { } held ? [held] : [], inArrears));
        await database.SaveChangesAsync(Cancel);
        return notice.Id;
    }

    private async Task<IReadOnlyList<(string, bool)>> ListAsync(Actor actor) =>
        [.. (await Get<OpenMyNotices>().RunAsync(actor, 1, Cancel)).OrThrow().Lines.Select(line => (line.Title, line.IsRead))];

    private async Task<int> MarkAsync(Actor actor, long? id) => (await Get<MarkNoticesRead>().RunAsync(actor, id, Cancel)).OrThrow();

    private static async Task<string> TextAsync(HttpClient client, string path) => WebUtility.HtmlDecode(await (await client.GetAsync(path, Cancel)).Content.ReadAsStringAsync(Cancel));
}
