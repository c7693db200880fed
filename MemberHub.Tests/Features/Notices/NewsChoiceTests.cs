using System.Net;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Features.Notices;
using MemberHub.Features.Profile;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Notices;

public sealed class NewsChoiceTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Secretary => new(1, society.Id, null, [StaffRole.Secretary]);

    public async ValueTask InitializeAsync()
    {
        app.Settings["PublicUrl"] = "https://member.example.jp";
        society = await app.SocietyAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("3.5.3")]
    public async Task One_click_of_a_mail_program_stops_news_and_a_look_at_the_link_does_not()
    {
        var member = await Member("0000101").AddAsync();
        var link = await LinkAsync();
        using var stranger = app.Connect(keepsCookies: false);

        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(link, Cancel)).StatusCode);
        Assert.True(await TakesNewsAsync(member));
        for (var click = 0; click < 2; click++)
        {
            var answer = await stranger.PostAsync(link, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.False(await TakesNewsAsync(member));
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(1, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(ChooseNewsByLink) && entry.MemberId == member.MemberId, Cancel));
    }

    [Fact]
    public async Task The_link_of_a_mail_to_a_number_that_was_merged_is_the_link_of_who_stayed()
    {
        var gone = await Member("0000101").AddAsync();
        var link = await LinkAsync();
        var stays = await Member("0000102").AddAsync();
        await using (var database = app.Databases.Open(society.Id))
        {
            (await database.Members.SingleAsync(row => row.Id == gone.MemberId, Cancel)).MergeInto(stays.MemberId!.Value, new DateOnly(2026, 11, 22));
            await database.SaveChangesAsync(Cancel);
        }

        using var stranger = app.Connect(keepsCookies: false);
        Assert.Equal(HttpStatusCode.NoContent, (await stranger.PostAsync(link, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel)).StatusCode);

        Assert.False(await TakesNewsAsync(stays));
        Assert.Contains("お知らせメールを停止しました", await new Visitor(app).ReadAsync(link));
    }

    [Fact]
    public async Task People_find_a_page_with_one_button_there_and_a_way_back()
    {
        var member = await Member("0000101").AddAsync();
        var (link, visitor) = (await LinkAsync(), new Visitor(app));

        Assert.Contains("no-referrer", await visitor.ReadAsync(link));
        var stopped = await visitor.SendAsync(link, new() { ["wanted"] = "false" }, action: null);
        Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        Assert.False(await TakesNewsAsync(member));
        Assert.Contains("お知らせメールを停止しました", await visitor.ReadAsync(stopped.Headers.Location!.OriginalString));
        await visitor.SendAsync(link, new() { ["wanted"] = "true" });
        Assert.True(await TakesNewsAsync(member));
    }

    [Fact]
    [Asvs("9.1.1", "14.2.1")]
    public async Task A_link_tells_nothing_of_its_reader_and_a_forged_one_changes_nothing()
    {
        var member = await Member("0000101").AddAsync();
        var link = await LinkAsync();
        using var stranger = app.Connect(keepsCookies: false);

        Assert.DoesNotContain("0000101", link);
        Assert.DoesNotContain($"{member.MemberId}:", link);
        foreach (var forged in (string[])[link[..^1], link[..(link.IndexOf('=') + 1)], link.Split('?')[0], $"{link.Split('=')[0]}=%00%ff"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(forged, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel)).StatusCode);
            Assert.Contains("このリンクは使えません", await new Visitor(app).ReadAsync(forged));
        }

        Assert.True(await TakesNewsAsync(member));
    }

    [Fact]
    public async Task The_office_chooses_on_the_members_behalf_and_stands_in_the_trail()
    {
        var member = await Member("0000101").AddAsync();
        var clerk = Secretary with { OnBehalfOf = "0000101" };
        Assert.True(await TakesNewsAsync(clerk));

        Assert.True((await Get<ChooseNews>().RunAsync(clerk, false, Cancel)).Succeeded);

        Assert.False(await TakesNewsAsync(member));
        await using var database = app.Databases.Open(society.Id);
        var line = await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(ChooseNews), Cancel);
        Assert.Equal((clerk.AccountId, member.MemberId), (line.AccountId, line.MemberId));
        Actor[] refused = [Secretary, clerk with { Roles = [StaffRole.Accountant] }, clerk with { OnBehalfOf = "0000199" }, (await Member("0000102").AddAsync()) with { OnBehalfOf = "0000101" }];
        await Assert.AllAsync(refused, async actor =>
        {
            Assert.IsType<NotAllowed>((await Get<ChooseNews>().RunAsync(actor, true, Cancel)).Refusal);
            Assert.Null(await Get<OpenNewsChoice>().ReadAsync(actor, Cancel));
        });
        Assert.False(await TakesNewsAsync(member));
    }

    [Fact]
    public async Task A_broadcast_leaves_out_who_declined_and_its_preview_says_how_many()
    {
        var (quiet, _) = (await Member("0000101").AddAsync(), await Member("0000102").AddAsync());
        Assert.True((await Get<ChooseNews>().RunAsync(quiet, false, Cancel)).Succeeded);
        var form = new BroadcastForm { RequestKey = "k1", Subject = "総会のご案内", Body = "{氏名}様" };

        var preview = (await Get<PreviewBroadcast>().RunAsync(Secretary, form, Cancel)).OrThrow();
        Assert.Equal((1, 1), (preview.Readers, preview.Declined));
        (form.Readers, form.Digest) = (preview.Readers, preview.Digest);
        Assert.True((await Get<SendBroadcast>().RunAsync(Secretary, form, Cancel)).Succeeded);
        await Get<WriteBroadcasts>().RunAsync(Cancel);

        var mail = Assert.Single(await OutboxAsync());
        Assert.Equal(("member0000102@example.jp", true), (mail.Recipient, mail.IsBulk));
        Assert.Contains(mail.UnsubscribeUrl, mail.Body);
    }

    [Fact]
    public async Task The_profile_shows_the_choice_and_so_does_the_office()
    {
        var member = await Member("0000101").AddAsync();

        Assert.True((await Get<LoadProfile>().RunAsync(member, Cancel)).OrThrow().Stored.TakesNews);
        Assert.True((await Get<ChooseNews>().RunAsync(member, false, Cancel)).Succeeded);
        Assert.False((await Get<LoadProfile>().RunAsync(member, Cancel)).OrThrow().Stored.TakesNews);
        Assert.NotNull((await Get<OpenMemberRecord>().RunAsync(Secretary, "0000101", Cancel)).OrThrow().NewsDeclinedUtc);
        Assert.True((await Get<ChooseNews>().RunAsync(member, true, Cancel)).Succeeded);
        Assert.Null((await Get<OpenMemberRecord>().RunAsync(Secretary, "0000101", Cancel)).OrThrow().NewsDeclinedUtc);
    }

    [Fact]
    public async Task A_double_click_is_one_choice()
    {
        var member = await Member("0000101").AddAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Get<ChooseNews>().RunAsync(member, false, Cancel)));

        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        Assert.False(await TakesNewsAsync(member));
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(1, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(ChooseNews), Cancel));
    }

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private async Task<bool> TakesNewsAsync(Actor member) => (await Get<OpenNewsChoice>().ReadAsync(member, Cancel))!.Value;

    private async Task<List<OutboxMail>> OutboxAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.OutboxMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync(Cancel);
    }

    private async Task<string> LinkAsync()
    {
        var form = new BroadcastForm { RequestKey = Guid.NewGuid().ToString("N"), Subject = "お知らせ", Body = "本文", Readers = 1 };
        form.Digest = (await Get<PreviewBroadcast>().RunAsync(Secretary, form, Cancel)).OrThrow().Digest;
        Assert.Null((await Get<SendBroadcast>().RunAsync(Secretary, form, Cancel)).Refusal);
        await Get<WriteBroadcasts>().RunAsync(Cancel);
        var url = (await OutboxAsync())[^1].UnsubscribeUrl;
        Assert.StartsWith("https://member.example.jp/mail/unsubscribe?token=", url);
        return new Uri(url).PathAndQuery;
    }
}
