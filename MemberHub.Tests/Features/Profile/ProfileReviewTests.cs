using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Profile;

public sealed class ProfileReviewTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Actor member = default!;
    private Actor yuka = default!;
    private Actor kenji = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        member = await app.AddMemberAsync();
        yuka = await StaffAsync("saeki", "佐伯 由香");
        kenji = await StaffAsync("mori", "森 健司");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_a_member_changed_waits_with_old_and_new_values_until_somebody_has_looked()
    {
        At(day: 20, hour: 9);
        await ChangeAsync(member, form => (form.Home.Address, form.MobilePhone) = ("宮城県仙台市青葉区上杉9-82-5", "080-0123-4567"));
        At(day: 24, hour: 9);

        var row = Assert.Single((await ListAsync(yuka)).Rows);

        // Friday and Tuesday: a weekend and a holiday lie between.
        Assert.Equal(("0000101", "髙橋　真理子", 2), (row.MemberNumber, row.Name, row.Age));
        Assert.Equal(
            [new(ProfileField.HomeAddress, null, "神奈川県横浜市中区本町9-77", "宮城県仙台市青葉区上杉9-82-5"), new ProfileChange(ProfileField.MobilePhone, null, "090-0123-4567", "080-0123-4567")],
            row.Changes);
        Assert.Equal(1, await AuditedAsync("OpenMemberRecord"));

        Assert.Equal((1, 0), Counts(await MarkAsync(yuka, row.Id)));
        Assert.Equal((0, 0), ((await ListAsync(yuka)).Waiting, (await ListAsync(yuka)).Rows.Count));
        var done = Assert.Single((await ListAsync(kenji, done: true)).Rows);
        Assert.Equal(("佐伯 由香", app.Clock.GetUtcNow().UtcDateTime, 2), (done.ReviewedBy, done.ReviewedUtc, done.Changes.Count));
        Assert.Equal(1, await AuditedAsync(nameof(ReviewProfileChanges)));
    }

    [Fact]
    public async Task What_others_see_and_what_the_office_wrote_need_no_review()
    {
        await ChangeAsync(member, form => form.Visible = VisibleFields.Email);
        var stored = (await app.LoadProfileAsync(member)).Stored;
        var form = ProfileForm.Of(stored);
        form.MobilePhone = "080-0123-4567";
        (await Get<SaveMemberProfile>().RunAsync(yuka, stored.Number, form, stored.Version, Cancel)).OrThrow();

        Assert.Empty((await ListAsync(yuka)).Rows);
    }

    [Fact]
    public async Task Many_are_marked_at_once_and_the_slower_colleague_is_told_who_was_faster()
    {
        var ids = await ChangeManyAsync(3);

        Assert.Equal((2, 0), Counts(await MarkAsync(yuka, ids[0], ids[1])));
        At(day: 24, hour: 9);
        var late = await MarkAsync(kenji, [.. ids]);

        Assert.Equal((1, 2), Counts(late));
        Assert.All(late.Missed, missed => Assert.Equal("佐伯 由香", missed.Who));
        Assert.True(late.Missed[0].AtUtc < app.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(3, await AuditedAsync(nameof(ReviewProfileChanges)));
    }

    [Fact]
    public async Task Two_people_at_the_same_moment_mark_each_change_once()
    {
        var ids = await ChangeManyAsync(12);

        var handled = await Task.WhenAll(Task.Run(() => MarkAsync(yuka, [.. ids])), Task.Run(() => MarkAsync(kenji, [.. ids.Reverse()])));

        Assert.Equal((12, 12), (handled.Sum(one => one.Count), handled.Sum(one => one.Missed.Count)));
        Assert.Equal(12, await AuditedAsync(nameof(ReviewProfileChanges)));
    }

    [Fact]
    public async Task Without_the_condition_in_the_statement_both_would_believe_they_marked_it()
    {
        var id = (await ChangeManyAsync(1))[0];
        await using var first = app.Databases.Open(member.SocietyId);
        await using var second = app.Databases.Open(member.SocietyId);
        var seen = new[] { await WaitsAsync(first), await WaitsAsync(second) };

        Assert.Equal([true, true], seen);
        Assert.Equal(2, await MarkAsync(first) + await MarkAsync(second));

        Task<bool> WaitsAsync(MemberHub.Data.MemberHubDbContext database) => database.ProfileReviews.AnyAsync(review => review.Id == id && review.ReviewedUtc == null, Cancel);
        Task<int> MarkAsync(MemberHub.Data.MemberHubDbContext database) =>
            database.ProfileReviews.Where(review => review.Id == id).ExecuteUpdateAsync(set => set.SetProperty(review => review.ReviewedUtc, DateTime.UnixEpoch), Cancel);
    }

    [Fact]
    public async Task Who_only_looks_marks_nothing_and_another_society_sees_nothing()
    {
        var id = (await ChangeManyAsync(1))[0];
        var viewer = yuka with { Roles = [StaffRole.Viewer] };

        Assert.False((await ListAsync(viewer)).MayReview);
        Assert.IsType<NotAllowed>((await Get<ReviewProfileChanges>().RunAsync(viewer, [id], Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<ReviewProfileChanges>().RunAsync(member, [id], Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<ListProfileReviews>().RunAsync(member, false, 1, Cancel)).Refusal);
        Assert.IsType<NoProfileChanges>((await Get<ReviewProfileChanges>().RunAsync(yuka, [], Cancel)).Refusal);

        var stranger = yuka with { SocietyId = (await OtherSociety.AddAsync(app.Databases, await app.SocietyAsync())).Id };
        Assert.Empty((await ListAsync(stranger)).Rows);
        Assert.Equal((0, 0), Counts(await MarkAsync(stranger, id)));
        Assert.Equal(1, (await ListAsync(yuka)).Waiting);
    }

    [Fact]
    public async Task A_page_that_was_finished_meanwhile_shows_the_last_one_there_is()
    {
        await ChangeManyAsync(ListProfileReviews.PageSize + 1);

        var second = await ListAsync(yuka, page: 2);
        Assert.Equal((1, 2, 51), (second.Rows.Count, second.Pages, second.Total));
        await MarkAsync(yuka, second.Rows[0].Id);

        var last = await ListAsync(yuka, page: 2);
        Assert.Equal((1, 50), (last.Page, last.Rows.Count));
    }

    [Fact]
    public async Task Values_that_were_erased_are_said_to_be_gone()
    {
        await ChangeManyAsync(1);
        await using (var database = app.Databases.Open(member.SocietyId))
        {
            await database.AuditEntries.Where(entry => entry.Action == nameof(SaveProfile)).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Details, ""), Cancel);
        }

        Assert.Empty(Assert.Single((await ListAsync(yuka)).Rows).Changes);
    }

    private static (int Count, int Missed) Counts(ProfileReviewsHandled handled) => (handled.Count, handled.Missed.Count);

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private void At(int day, int hour) => app.Clock.Set(new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(9)));

    private async Task<ProfileReviewList> ListAsync(Actor staff, bool done = false, int page = 1) => (await Get<ListProfileReviews>().RunAsync(staff, done, page, Cancel)).OrThrow();

    private async Task<ProfileReviewsHandled> MarkAsync(Actor staff, params long[] ids) => (await Get<ReviewProfileChanges>().RunAsync(staff, ids, Cancel)).OrThrow();

    private async Task ChangeAsync(Actor actor, Action<ProfileForm> change)
    {
        var stored = (await app.LoadProfileAsync(actor)).Stored;
        var form = ProfileForm.Of(stored);
        change(form);
        (await Get<SaveProfile>().RunAsync(actor, form, stored.Version, Cancel)).OrThrow();
    }

    // The last digits of the mobile number count up.
    private async Task<IReadOnlyList<long>> ChangeManyAsync(int count)
    {
        for (var turn = 1; turn <= count; turn++)
        {
            await ChangeAsync(member, form => form.MobilePhone = $"080-0123-{turn:0000}");
        }

        await using var database = app.Databases.Open(member.SocietyId);
        return await database.ProfileReviews.OrderBy(review => review.Id).Select(review => review.Id).ToListAsync(Cancel);
    }

    private async Task<int> AuditedAsync(string action)
    {
        await using var database = app.Databases.Open(member.SocietyId);
        return await database.AuditEntries.CountAsync(entry => entry.Action == action && entry.MemberId == member.MemberId, Cancel);
    }

    private async Task<Actor> StaffAsync(string login, string name)
    {
        await using var database = app.Databases.Open(member.SocietyId);
        var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = login };
        database.Add(account);
        await database.SaveChangesAsync(Cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = name });
        await database.SaveChangesAsync(Cancel);
        return new Actor(account.Id, member.SocietyId, null, [StaffRole.Secretary]);
    }
}
