using System.Net;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Features.Dashboard;
using MemberHub.Features.Members;
using MemberHub.Features.Notices;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Notices;

public sealed class NoticesTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private const string Noon = "2026年11月22日 12:00";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Secretary => new(1, society.Id, null, [StaffRole.Secretary]);

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_notice_is_shown_from_its_first_day_pinned_ones_first_and_can_be_taken_down()
    {
        var member = await Member("0000101").AddAsync();
        await SaveAsync(null, Form("先の話", from: 1));
        await SaveAsync(null, Form("今日から", to: 5));
        await SaveAsync(null, Form("大事な話", pinned: true, from: -9));
        await SaveAsync(null, Form("終わった話", from: -9, to: -1));

        Assert.Equal(["大事な話", "今日から"], await ShownToAsync(member));

        await using var database = app.Databases.Open(society.Id);
        var pinned = await database.Notices.SingleAsync(notice => notice.IsPinned, Cancel);
        Assert.True((await Get<EndNotice>().RunAsync(Secretary, pinned.Id, Cancel)).Succeeded);
        Assert.Equal(["今日から"], await ShownToAsync(member));
        Assert.Equal(5, await database.AuditEntries.CountAsync(entry => entry.Action == "SaveNotice" || entry.Action == "EndNotice", Cancel));
    }

    [Fact]
    public async Task The_sign_in_page_shows_what_is_for_everybody()
    {
        await SaveAsync(null, Form("会員だけ"));
        var open = Form("みなさまへ");
        open.Audience = NoticeAudience.Everyone;
        await SaveAsync(null, open);

        var board = await Get<PublicNotices>().ReadAsync(Cancel);
        var shown = Assert.Single(board.Society);
        Assert.Equal(("みなさまへ", "みなさまへ"), (shown.TitleJa, shown.TitleEn));
        Assert.Empty(board.System);
    }

    [Fact]
    public async Task The_second_of_two_who_rewrite_a_notice_is_told()
    {
        await SaveAsync(null, Form("はじめ"));
        await using var database = app.Databases.Open(society.Id);
        var id = (await database.Notices.SingleAsync(Cancel)).Id;
        var (first, second) = ((await Get<OpenNotice>().RunAsync(Secretary, id, Cancel)).OrThrow(), (await Get<OpenNotice>().RunAsync(Secretary, id, Cancel)).OrThrow());
        (first.TitleJa, second.TitleJa) = ("先の人", "後の人");

        var colleague = await ColleagueAsync();
        Assert.True((await Get<SaveNotice>().RunAsync(colleague, id, first, Cancel)).Succeeded);
        Assert.Equal(new NoticeMoved(Colleague(nameof(SaveNotice))), (await Get<SaveNotice>().RunAsync(Secretary, id, second, Cancel)).Refusal);
        Assert.Equal("先の人", await database.Notices.AsNoTracking().Select(notice => notice.TitleJa).SingleAsync(Cancel));

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await Get<EndNotice>().RunAsync(colleague, id, Cancel)).Succeeded);
        Assert.Equal(new NoticeMoved(Colleague(nameof(EndNotice), minute: 5)), (await Get<EndNotice>().RunAsync(Secretary, id, Cancel)).Refusal);
        Assert.Equal(1, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(EndNotice), Cancel));
        Assert.IsType<NoticeGone>((await Get<EndNotice>().RunAsync(Secretary, id + 1, Cancel)).Refusal);
        Assert.IsType<NoticeGone>((await Get<OpenNotice>().RunAsync(Secretary, id + 1, Cancel)).Refusal);
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_said_at_its_field()
    {
        Assert.Equal(new NoticeFaulty("TitleJa", "Empty"), await FaultAsync(Form("")));
        Assert.Equal(new NoticeFaulty("To", "EndsBefore"), await FaultAsync(Form("題", to: -1)));
        Assert.Equal(new NoticeFaulty("From", "Day"), await FaultAsync(new NoticeForm { TitleJa = "題", BodyJa = "文", From = "明日" }));
        Assert.Equal(new NoticeFaulty("Audience", "NotNarrowed"), await FaultAsync(new NoticeForm { TitleJa = "題", BodyJa = "文", From = "2026-11-22", Audience = NoticeAudience.Everyone, Ranks = [1] }));
        Assert.Equal(new NoticeFaulty("Audience", "NotNarrowed"), await FaultAsync(new NoticeForm { TitleJa = "題", BodyJa = "文", From = "2026-11-22", Audience = NoticeAudience.Everyone, InArrearsOnly = true }));
        Assert.Equal(new NoticeFaulty("TitleJa", "TooLong"), await FaultAsync(Form(new string('題', Notice.TitleMaxLength + 1))));
    }

    [Fact]
    public async Task Notices_older_than_the_newest_fifty_are_on_the_next_page()
    {
        await using (var database = app.Databases.Open(society.Id))
        {
            database.AddRange(Enumerable.Range(0, OpenNotices.PageSize + 1).Select(day =>
                new Notice(NoticeAudience.Members, $"第{day}号", "", "本文", "", new DateOnly(2026, 1, 1).AddDays(day))));
            await database.SaveChangesAsync(Cancel);
        }

        var newest = (await Get<OpenNotices>().RunAsync(Secretary, 1, 1, Cancel)).OrThrow();
        var last = (await Get<OpenNotices>().RunAsync(Secretary, 9, 9, Cancel)).OrThrow();

        Assert.Equal((OpenNotices.PageSize, "第50号", new NoticePages(1, 2), new NoticePages(1, 1)), (newest.Notices.Count, newest.Notices[0].Title, newest.Pages, newest.SentPages));
        Assert.Equal(("第0号", new NoticePages(2, 2)), (Assert.Single(last.Notices).Title, last.Pages));
    }

    [Fact]
    public async Task A_broadcast_reaches_each_reader_once_with_their_own_values()
    {
        await Member("0000101").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        await Member("0000102").Charged(2026, 12_000, paid: 12_000).AddAsync();
        await Member("0000103").WaivedByMistake(2020, 9_000).AddAsync();
        var form = Mail(inArrears: true);

        var preview = (await Get<PreviewBroadcast>().RunAsync(Secretary, form, Cancel)).OrThrow();
        Assert.Equal((2, "24,000円", "0000101"), (preview.Readers, preview.Samples[0].Subject, preview.Samples[0].Number));
        (form.Readers, form.Digest) = (preview.Readers, preview.Digest);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Get<SendBroadcast>().RunAsync(Secretary, form, Cancel))));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Get<WriteBroadcasts>().RunAsync(Cancel))));

        Assert.Equal(["24,000円", "9,000円"], await SubjectsAsync());
        Assert.Equal(0, await Get<WriteBroadcasts>().RunAsync(Cancel));
        var line = Assert.Single((await Get<OpenNotices>().RunAsync(Secretary, 1, 1, Cancel)).OrThrow().Broadcasts);
        Assert.Equal((2, 2, true, null), (line.Written, line.Total, line.IsOver, line.StoppedUtc));
        Assert.Equal(new BroadcastEnded(Noon), (await Get<StopBroadcast>().RunAsync(Secretary, line.JobId, Cancel)).Refusal);
    }

    [Fact]
    public async Task A_broadcast_made_from_a_notice_keeps_its_words_and_readers_and_speaks_English_to_who_reads_it()
    {
        var (ranked, english) = (await Member("0000101").AddAsync(), await Member("0000102").AddAsync());
        await Member("0000103").AddAsync();
        await using var database = app.Databases.Open(society.Id);
        var rank = await database.Ranks.OrderBy(row => row.Id).FirstAsync(Cancel);
        foreach (var member in await database.Members.Where(row => row.Id == ranked.MemberId || row.Id == english.MemberId).ToListAsync(Cancel))
        {
            member.Classify(member.CategoryId, rank.Id, member.JoinedOn, member.WithdrawnOn);
        }

        await database.SaveChangesAsync(Cancel);
        await database.Users.Where(account => account.Id == english.AccountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Language, "en"), Cancel);
        var typed = Form("総会のご案内");
        (typed.TitleEn, typed.BodyEn, typed.Ranks) = ("General meeting", "Dear {氏名}", [rank.Id]);
        await SaveAsync(null, typed);
        var notice = (await Get<OpenNotice>().RunAsync(Secretary, (await database.Notices.SingleAsync(Cancel)).Id, Cancel)).OrThrow();

        var form = BroadcastForm.Of(notice, Guid.NewGuid().ToString("N"));
        var preview = (await Get<PreviewBroadcast>().RunAsync(Secretary, form, Cancel)).OrThrow();
        Assert.Equal((2, "総会のご案内", "General meeting"), (preview.Readers, preview.Samples[0].Subject, preview.Samples[1].Subject));
        (form.Readers, form.Digest) = (preview.Readers, preview.Digest);
        Assert.Null((await Get<SendBroadcast>().RunAsync(Secretary, form, Cancel)).Refusal);
        await Get<WriteBroadcasts>().RunAsync(Cancel);

        Assert.Equal(["総会のご案内", "General meeting"], await SubjectsAsync());
        Assert.Contains("Dear 髙橋　真理子", (await database.OutboxMails.SingleAsync(mail => mail.Recipient == "member0000102@example.jp", Cancel)).Body, StringComparison.Ordinal);
        form.BodyEn = "";
        Assert.Equal(new BroadcastFaulty("BodyEn", "Empty"), (await Get<SendBroadcast>().RunAsync(Secretary, form, Cancel)).Refusal);
    }

    [Fact]
    public async Task A_preview_that_no_longer_holds_sends_nothing()
    {
        await Member("0000101").AddAsync();
        var form = Mail(inArrears: false);
        form.Readers = 2;

        Assert.Equal(new ReadersChanged(1), (await Get<SendBroadcast>().RunAsync(Secretary, form, Cancel)).Refusal);
        Assert.Equal(0, await Get<WriteBroadcasts>().RunAsync(Cancel));
    }

    [Fact]
    public async Task Nothing_but_what_was_previewed_is_sent()
    {
        var first = await Member("0000101").AddAsync();
        var second = await Member("0000102").AddAsync();
        await DeclineAsync(second, declined: true);
        await using var database = app.Databases.Open(society.Id);
        var all = await database.MemberCategories.Select(category => category.Id).ToListAsync(Cancel);
        Action<BroadcastForm>[] changes =
        [
            form => form.Subject = "別の件名",
            form => form.Body += "。",
            form => (form.SubjectEn, form.BodyEn) = ("Subject", "Body"),
            form => form.Categories = all,
        ];
        foreach (var change in changes)
        {
            var form = Mail(inArrears: false);
            await PreviewedAsync(form);
            change(form);
            Assert.IsType<NotAsPreviewed>((await Get<SendBroadcast>().RunAsync(Secretary, form, Cancel)).Refusal);
        }

        // One for another: as many readers as before.
        var swapped = Mail(inArrears: false);
        await PreviewedAsync(swapped);
        await DeclineAsync(first, declined: true);
        await DeclineAsync(second, declined: false);
        Assert.IsType<NotAsPreviewed>((await Get<SendBroadcast>().RunAsync(Secretary, swapped, Cancel)).Refusal);
        swapped.Body = "一行目\n二行目";
        await PreviewedAsync(swapped);
        swapped.Body = "一行目\r\n二行目";
        Assert.True((await Get<SendBroadcast>().RunAsync(Secretary, swapped, Cancel)).Succeeded);
        await Get<WriteBroadcasts>().RunAsync(Cancel);
        Assert.Single(await SubjectsAsync());
    }

    [Fact]
    public async Task A_stopped_broadcast_writes_no_more()
    {
        await Member("0000101").AddAsync();
        var form = Mail(inArrears: false);
        await PreviewedAsync(form);
        Assert.True((await Get<SendBroadcast>().RunAsync(Secretary, form, Cancel)).Succeeded);
        await using var database = app.Databases.Open(society.Id);
        var job = (await database.JobRuns.SingleAsync(row => row.Kind == "Broadcast", Cancel)).Id;

        Assert.True((await Get<StopBroadcast>().RunAsync(await ColleagueAsync(), job, Cancel)).Succeeded);
        Assert.Equal(new BroadcastStopped("森 健太", Noon), (await Get<StopBroadcast>().RunAsync(Secretary, job, Cancel)).Refusal);
        Assert.IsType<BroadcastNotFound>((await Get<StopBroadcast>().RunAsync(Secretary, job + 1, Cancel)).Refusal);
        var line = Assert.Single((await Get<OpenNotices>().RunAsync(Secretary, 1, 1, Cancel)).OrThrow().Broadcasts);
        Assert.Equal((true, app.Clock.UtcNow(), "森 健太"), (line.IsOver, line.StoppedUtc, line.StoppedBy));
        Assert.Equal(0, await Get<WriteBroadcasts>().RunAsync(Cancel));
        Assert.Empty(await SubjectsAsync());
    }

    [Fact]
    public async Task A_failed_mail_waits_until_one_person_notes_it()
    {
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new OutboxMail { Recipient = "gone@example.jp", Subject = "年会費", CreatedUtc = app.Clock.UtcNow(), NextAttemptUtc = app.Clock.UtcNow(), FailedUtc = app.Clock.UtcNow(), LastError = "550" });
            await database.SaveChangesAsync(Cancel);
        }

        var mail = Assert.Single((await Get<OpenFailedMails>().RunAsync(Secretary, Cancel)).OrThrow().Mails);
        Assert.Equal(("gone@example.jp", "550", null), (mail.Recipient, mail.Reason, mail.MemberNumber));
        Assert.True((await Get<NoteFailedMail>().RunAsync(await ColleagueAsync(), mail.Id, Cancel)).Succeeded);
        Assert.Equal(new FailedMailGone(Colleague(nameof(NoteFailedMail))), (await Get<NoteFailedMail>().RunAsync(Secretary, mail.Id, Cancel)).Refusal);
        Assert.True((await Get<OpenFailedMails>().RunAsync(Secretary, Cancel)).OrThrow().IsEmpty);
    }

    [Fact]
    public async Task Who_notes_the_last_mail_of_the_list_too_late_reads_on_the_page_who_was_faster()
    {
        var mail = new OutboxMail { Recipient = "gone@example.jp", Subject = "年会費", CreatedUtc = app.Clock.UtcNow(), NextAttemptUtc = app.Clock.UtcNow(), FailedUtc = app.Clock.UtcNow(), LastError = "550" };
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(mail);
            await database.SaveChangesAsync(Cancel);
        }

        var colleague = await ColleagueAsync();
        Assert.True((await Get<NoteFailedMail>().RunAsync(colleague, mail.Id, Cancel)).Succeeded);
        var answer = await new FormClient(await app.ClientOfAsync(colleague)).PostAsync("/office/notices/failed", "note", new() { ["MailId"] = $"{mail.Id}" });

        Assert.Contains($"すでに処理されています（{Noon} 森 健太：不達メールの確認）", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_address_is_shown_to_the_office_and_the_member_and_can_be_tried_again()
    {
        var member = await Member("0000101").AddAsync();
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new UndeliverableAddress { Address = UndeliverableAddress.Fold("member0000101@example.jp"), Status = "5.1.1", SinceUtc = app.Clock.UtcNow() });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.True((await Get<OpenDashboard>().RunAsync(member, Cancel)).OrThrow().EmailIsDead);
        Assert.NotNull((await Get<OpenMemberRecord>().RunAsync(Secretary, "0000101", Cancel)).OrThrow().EmailDeadUtc);
        var mark = Assert.Single((await Get<OpenFailedMails>().RunAsync(Secretary, Cancel)).OrThrow().Addresses);
        Assert.Equal(("member0000101@example.jp", "0000101"), (mark.Address, mark.MemberNumber));
        await Get<OpenFailedMails>().RunAsync(Secretary, Cancel);
        await using (var database = app.Databases.Open(society.Id))
        {
            // Two looks at the same people on one day are one line.
            Assert.Contains("0000101", (await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(OpenFailedMails), Cancel)).Details);
        }

        Assert.True((await Get<TryAddressAgain>().RunAsync(await ColleagueAsync(), mark.Id, Cancel)).Succeeded);
        Assert.Equal(new FailedMailGone(Colleague(nameof(TryAddressAgain))), (await Get<TryAddressAgain>().RunAsync(Secretary, mark.Id, Cancel)).Refusal);
        Assert.Equal(new FailedMailGone(null), (await Get<TryAddressAgain>().RunAsync(Secretary, mark.Id + 1, Cancel)).Refusal);
        Assert.False((await Get<OpenDashboard>().RunAsync(member, Cancel)).OrThrow().EmailIsDead);
    }

    [Fact]
    public async Task An_unreadable_file_waits_until_one_person_notes_it()
    {
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new MailBounce { EffectKey = "file:1", Kind = MailBounceKind.Unreadable, FileName = "1.eml", ReceivedUtc = app.Clock.UtcNow() });
            await database.SaveChangesAsync(Cancel);
        }

        var file = Assert.Single((await Get<OpenFailedMails>().RunAsync(Secretary, Cancel)).OrThrow().Files);
        Assert.True((await Get<NoteUnreadableBounce>().RunAsync(await ColleagueAsync(), file.Id, Cancel)).Succeeded);
        Assert.Equal(new FailedMailGone(Colleague(nameof(NoteUnreadableBounce))), (await Get<NoteUnreadableBounce>().RunAsync(Secretary, file.Id, Cancel)).Refusal);
        Assert.True((await Get<OpenFailedMails>().RunAsync(Secretary, Cancel)).OrThrow().IsEmpty);
    }

    [Fact]
    public async Task Who_only_looks_writes_nothing()
    {
        var viewer = Secretary with { Roles = [StaffRole.Viewer] };

        Assert.IsType<NotAllowed>((await Get<SaveNotice>().RunAsync(viewer, null, Form("題"), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<EndNotice>().RunAsync(viewer, 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<OpenNotice>().RunAsync(viewer, null, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<OpenAudienceChoices>().RunAsync(viewer, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<PreviewBroadcast>().RunAsync(viewer, null, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<SendBroadcast>().RunAsync(viewer, Mail(false), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<StopBroadcast>().RunAsync(viewer, 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<TryAddressAgain>().RunAsync(viewer, 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<NoteUnreadableBounce>().RunAsync(viewer, 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<NoteFailedMail>().RunAsync(viewer, 1, Cancel)).Refusal);
    }

    private static LatestChange Colleague(string action, int minute = 0) => new("森 健太", action, new DateTime(2026, 11, 22, 3, minute, 0, DateTimeKind.Utc));

    private Task<Actor> ColleagueAsync() => BillingOffice.StaffAsync(app.Databases, society, "mori", "森 健太", StaffRole.Secretary);

    private static BroadcastForm Mail(bool inArrears) => new() { RequestKey = Guid.NewGuid().ToString("N"), Subject = "{未納額}", Body = "{氏名}様", InArrearsOnly = inArrears };

    private async Task PreviewedAsync(BroadcastForm form)
    {
        var preview = (await Get<PreviewBroadcast>().RunAsync(Secretary, form, Cancel)).OrThrow();
        (form.Readers, form.Digest) = (preview.Readers, preview.Digest);
    }

    private async Task DeclineAsync(Actor member, bool declined) => Assert.True((await Get<ChooseNews>().RunAsync(member, !declined, Cancel)).Succeeded);

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private NoticeForm Form(string title, int from = 0, int? to = null, bool pinned = false)
    {
        var today = app.Clock.Today();
        return new NoticeForm { TitleJa = title, BodyJa = "本文", From = NoticeForm.Written(today.AddDays(from)), To = to is { } days ? NoticeForm.Written(today.AddDays(days)) : "", Pinned = pinned };
    }

    private async Task SaveAsync(long? id, NoticeForm form) => Assert.Null((await Get<SaveNotice>().RunAsync(Secretary, id, form, Cancel)).Refusal);

    private async Task<object?> FaultAsync(NoticeForm form) => (await Get<SaveNotice>().RunAsync(Secretary, null, form, Cancel)).Refusal;

    private async Task<IEnumerable<string>> ShownToAsync(Actor member) => (await Get<OpenDashboard>().RunAsync(member, Cancel)).OrThrow().Notices.Select(notice => notice.Title);

    private async Task<List<string>> SubjectsAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.OutboxMails.OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Cancel);
    }
}
