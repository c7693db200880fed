using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Profile;

public sealed class SaveProfileTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("8.2.3", "15.3.3")]
    public async Task A_saved_change_is_there_and_the_rest_is_as_before()
    {
        var actor = await app.AddMemberAsync();

        var changes = await SaveAsync(actor, form =>
        {
            form.MobilePhone = "０８０ー０１２３ー４５６７";
            form.Affiliations[0].Department = "臨床検査部 微生物検査室";
        });

        var member = await app.MemberAsync(actor);
        Assert.Equal(Mariko with { MobilePhone = "080-0123-4567" }, member.Person);
        Assert.Equal(Minato with { Department = "臨床検査部 微生物検査室" }, Assert.Single(member.Affiliations).Details);
        Assert.Equal([ProfileField.MobilePhone, ProfileField.Department], changes.OrThrow().All.Select(change => change.Field));
    }

    [Fact]
    public async Task The_audit_line_has_old_and_new_values_and_who_did_it()
    {
        var actor = await app.AddMemberAsync();

        await SaveAsync(actor, form => form.Home.Address = "宮城県仙台市青葉区上杉9-82-5");

        var entry = Assert.Single(await AuditAsync(actor));
        Assert.Equal((actor.AccountId, actor.MemberId, "SaveProfile"), (entry.AccountId, entry.MemberId, entry.Action));
        Assert.Contains("\"Old\":\"神奈川県横浜市中区本町9-77\",\"New\":\"宮城県仙台市青葉区上杉9-82-5\"", entry.Details, StringComparison.Ordinal);
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime, entry.OccurredUtc);
    }

    [Fact]
    public async Task What_others_see_is_saved_with_a_line_and_the_office_cannot_change_it()
    {
        var actor = await app.AddMemberAsync();

        await SaveAsync(actor, form => (form.Visible, form.Affiliations[0].Visible) = (VisibleFields.Email, VisibleFields.Institution));
        var stored = (await app.LoadProfileAsync(actor)).Stored;
        var office = ProfileForm.Of(stored);
        (office.Visible, office.Affiliations[0].Visible, office.MobilePhone) = (VisibleFields.MobilePhone, VisibleFields.None, "080-0123-4567");
        await app.Services.GetRequiredService<SaveMemberProfile>().RunAsync(actor with { MemberId = null, Roles = [StaffRole.Secretary] }, stored.Number, office, stored.Version, Cancel);

        var member = await app.MemberAsync(actor);
        Assert.Equal((VisibleFields.Email, VisibleFields.Institution, "080-0123-4567"), (member.Person.Visible, Assert.Single(member.Affiliations).Details.Visible, member.Person.MobilePhone));
        var lines = await AuditAsync(actor);
        Assert.Contains("\"Affiliation\":1,\"Old\":\"Hidden\",\"New\":\"Shown\"", lines[0].Details, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", lines[1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_affiliations_are_added_removed_and_moved_up()
    {
        var actor = await app.AddMemberAsync(affiliations: [Minato, Minato with { Institution = "二番病院" }, Minato with { Institution = "三番大学" }]);

        await SaveAsync(actor, form =>
        {
            form.Remove(form.Affiliations[1]);
            form.AddAffiliation();
            form.Affiliations[^1].Institution = "四番研究所";
        });

        var member = await app.MemberAsync(actor);
        Assert.Equal([(1, "みなと総合医療センター"), (2, "三番大学"), (3, "四番研究所")], member.Affiliations.Select(row => (row.Ordinal, row.Details.Institution)));
    }

    [Fact]
    public async Task The_last_affiliation_is_removed_with_its_row()
    {
        var actor = await app.AddMemberAsync(affiliations: [Minato, Minato with { Institution = "二番病院" }]);

        var changes = await SaveAsync(actor, form => form.Remove(form.Affiliations[1]));

        Assert.Equal([new ProfileChange(ProfileField.Affiliation, 2, "二番病院\n臨床検査部\n105-0022\n東京都港区海岸9-81-2\n03-0123-4567", "")], changes.OrThrow().All);
        Assert.Equal(Minato, Assert.Single((await app.MemberAsync(actor)).Affiliations).Details);
    }

    [Fact]
    public async Task Who_has_no_affiliation_may_add_one()
    {
        var actor = await app.AddMemberAsync(Mariko with { MailingDestination = MailingDestination.Home }, []);

        await SaveAsync(actor, form =>
        {
            form.AddAffiliation();
            form.Affiliations[0].Institution = "みなと総合医療センター";
        });

        Assert.Equal("みなと総合医療センター", Assert.Single((await app.MemberAsync(actor)).Affiliations).Details.Institution);
    }

    [Fact]
    public async Task Affiliation_1_can_be_neither_emptied_nor_left_out()
    {
        var actor = await app.AddMemberAsync();

        var emptied = await SaveAsync(actor, form => form.Affiliations[0].Institution = " ");
        var leftOut = await SaveAsync(actor, form => form.Affiliations.Clear());

        Assert.IsType<ProfileNotValid>(emptied.Refusal);
        Assert.IsType<ProfileNotValid>(leftOut.Refusal);
        Assert.Equal(Minato, Assert.Single((await app.MemberAsync(actor)).Affiliations).Details);
        Assert.Empty(await AuditAsync(actor));
    }

    [Fact]
    public async Task A_second_window_that_was_opened_before_the_save_is_refused()
    {
        var actor = await app.AddMemberAsync();
        var opened = (await app.LoadProfileAsync(actor)).Stored;
        var (first, second) = (ProfileForm.Of(opened), ProfileForm.Of(opened));
        first.Affiliations[0].Department = "輸血部";
        second.MobilePhone = "080-0000-0000";

        Assert.True((await RunAsync(actor, first, opened.Version)).Succeeded);
        var late = await RunAsync(actor, second, opened.Version);

        Assert.IsType<ProfileChangedMeanwhile>(late.Refusal);
        Assert.Equal(Mariko, (await app.MemberAsync(actor)).Person);
    }

    [Fact]
    public async Task Of_two_saves_at_the_same_moment_one_is_refused()
    {
        var actor = await app.AddMemberAsync();
        var opened = (await app.LoadProfileAsync(actor)).Stored;
        var saves = Enumerable.Range(1, 2).Select(window => Task.Run(() =>
        {
            var form = ProfileForm.Of(opened);
            form.MobilePhone = $"080-0000-000{window}";
            return RunAsync(actor, form, opened.Version);
        }));

        var results = await Task.WhenAll(saves);

        Assert.Single(results, result => result.Succeeded);
        Assert.Single(results, result => result.Refusal is ProfileChangedMeanwhile);
        Assert.Single(await AuditAsync(actor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Asvs("8.3.1")]
    public async Task A_withdrawn_member_is_refused_even_when_the_sign_in_is_older(bool known)
    {
        var actor = await app.AddMemberAsync(withdrawnOn: new DateOnly(2026, 11, 22)) with { Withdrawn = known };
        var form = ProfileForm.Of(Stored(Mariko, Minato));
        form.MobilePhone = "080-0000-0000";

        Assert.IsType<WithdrawnKeepsNoProfile>((await RunAsync(actor, form, (await app.MemberAsync(actor)).Version)).Refusal);
        Assert.Equal(Mariko, (await app.MemberAsync(actor)).Person);
    }

    [Fact]
    public async Task The_office_changes_the_address_of_somebody_who_has_left_and_still_owes()
    {
        var actor = await app.AddMemberAsync(withdrawnOn: new DateOnly(2026, 3, 31));
        var secretary = actor with { MemberId = null, Withdrawn = false, Roles = [StaffRole.Secretary] };
        var stored = (await app.Services.GetRequiredService<OpenMemberProfile>().RunAsync(secretary, "0000101", Cancel)).OrThrow();
        var form = ProfileForm.Of(stored);
        form.Home.Address = "宮城県仙台市青葉区上杉9-82-5";

        (await app.Services.GetRequiredService<SaveMemberProfile>().RunAsync(secretary, "0000101", form, stored.Version, Cancel)).OrThrow();

        Assert.Equal("宮城県仙台市青葉区上杉9-82-5", (await app.MemberAsync(actor)).Person.Home.Address);
        var viewer = secretary with { Roles = [StaffRole.Viewer] };
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<SaveMemberProfile>().RunAsync(viewer, "0000101", form, stored.Version + 1, Cancel)).Refusal);
    }

    [Fact]
    public async Task Staff_without_a_membership_have_no_profile()
    {
        var actor = await app.AddMemberAsync() with { MemberId = null, Roles = [StaffRole.Secretary] };

        Assert.IsType<NotAllowed>((await RunAsync(actor, new ProfileForm(), 0)).Refusal);
    }

    [Fact]
    public async Task Saving_ends_the_draft()
    {
        var actor = await app.AddMemberAsync();
        var form = ProfileForm.Of((await app.LoadProfileAsync(actor)).Stored);
        await app.Services.GetRequiredService<KeepProfileDraft>().RunAsync(actor, new ProfileDraft(form, form), Cancel);

        await SaveAsync(actor, typed => typed.Kana = "ﾀｶﾊｼ ﾏﾘｺ");

        Assert.Null((await app.LoadProfileAsync(actor)).Draft);
        Assert.Equal("タカハシ　マリコ", (await app.MemberAsync(actor)).Person.Kana);
    }

    [Fact]
    public async Task Saving_without_a_change_writes_nothing()
    {
        var actor = await app.AddMemberAsync();
        var version = (await app.MemberAsync(actor)).Version;

        var changes = await SaveAsync(actor, _ => { });

        Assert.Empty(changes.OrThrow().All);
        Assert.Empty(await AuditAsync(actor));
        Assert.Equal(version, (await app.MemberAsync(actor)).Version);
    }

    private async Task<Result<ProfileChanges>> SaveAsync(Actor actor, Action<ProfileForm> type)
    {
        var stored = (await app.LoadProfileAsync(actor)).Stored;
        var form = ProfileForm.Of(stored);
        type(form);
        return await RunAsync(actor, form, stored.Version);
    }

    private Task<Result<ProfileChanges>> RunAsync(Actor actor, ProfileForm form, int version) =>
        app.Services.GetRequiredService<SaveProfile>().RunAsync(actor, form, version, Cancel);

    private async Task<List<AuditEntry>> AuditAsync(Actor actor)
    {
        await using var database = app.Databases.Open(actor.SocietyId);
        return await database.AuditEntries.AsNoTracking().ToListAsync();
    }
}
