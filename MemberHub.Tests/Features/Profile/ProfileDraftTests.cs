using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Profile;

public sealed class ProfileDraftTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_draft_brings_the_input_back_with_its_time_and_saves_nothing()
    {
        var actor = await app.AddMemberAsync();
        await KeepAsync(actor, form => form.BirthDate = "昭和54年");

        var loaded = await app.LoadProfileAsync(actor);

        Assert.Equal("昭和54年", loaded.Draft!.Draft.Onto(loaded.Stored).BirthDate);
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime, loaded.Draft.SavedUtc);
        Assert.Equal(Mariko, (await app.MemberAsync(actor)).Person);
    }

    [Fact]
    public async Task The_last_input_replaces_the_one_before()
    {
        var actor = await app.AddMemberAsync();
        await KeepAsync(actor, form => form.MobilePhone = "080-1");
        await KeepAsync(actor, form => form.MobilePhone = "080-0123-4567");

        var loaded = await app.LoadProfileAsync(actor);

        Assert.Equal("080-0123-4567", loaded.Draft!.Draft.Form.MobilePhone);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_draft_is_seen_by_its_account_alone()
    {
        var (owner, other) = (await app.AddMemberAsync(), await app.AddMemberAsync());
        await KeepAsync(owner, form => form.MobilePhone = "080-0123-4567");

        Assert.Null((await app.LoadProfileAsync(other)).Draft);
    }

    [Fact]
    public async Task A_draft_lives_fourteen_days_and_the_next_one_sweeps_it_away()
    {
        var (late, other) = (await app.AddMemberAsync(), await app.AddMemberAsync());
        await KeepAsync(late, form => form.MobilePhone = "080-0123-4567");

        app.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.NotNull((await app.LoadProfileAsync(late)).Draft);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await app.LoadProfileAsync(late)).Draft);
        await KeepAsync(other, form => form.MobilePhone = "080-0123-4567");

        await using var database = app.Databases.Open(other.SocietyId);
        Assert.Equal(other.AccountId, (await database.Drafts.SingleAsync(Cancel)).AccountId);
    }

    [Fact]
    public async Task A_discarded_draft_is_gone()
    {
        var actor = await app.AddMemberAsync();
        await KeepAsync(actor, form => form.MobilePhone = "080-0123-4567");

        await app.Services.GetRequiredService<DiscardProfileDraft>().RunAsync(actor, Cancel);

        Assert.Null((await app.LoadProfileAsync(actor)).Draft);
    }

    [Fact]
    public async Task Two_tabs_that_keep_at_the_same_moment_keep_one_draft()
    {
        var actor = await app.AddMemberAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(tab => Task.Run(() => KeepAsync(actor, form => form.MobilePhone = $"080-0000-000{tab}"))));

        await using var database = app.Databases.Open(actor.SocietyId);
        Assert.Equal(1, await database.Drafts.CountAsync(Cancel));
    }

    [Fact]
    public void Old_input_on_a_newer_profile_wins_only_where_it_was_typed()
    {
        var basis = ProfileForm.Of(Stored(Mariko, Minato));
        var typed = basis.Copy();
        typed.MobilePhone = "080-0123-4567";
        var newer = Stored(Mariko with { Name = "鈴木　真理子", MobilePhone = "" }, Minato, Minato with { Institution = "二番病院" });

        var form = new ProfileDraft(basis, typed).Onto(newer);

        Assert.Equal(("鈴木　真理子", "080-0123-4567"), (form.Name, form.MobilePhone));
        Assert.Equal(["みなと総合医療センター", "二番病院"], form.Affiliations.Select(affiliation => affiliation.Institution));
        Assert.Equal([ProfileField.MobilePhone], ProfileChanges.Between(newer, ProfileInput.Of(form)).All.Select(change => change.Field));
    }

    [Fact]
    public void What_others_see_is_taken_over_switch_by_switch()
    {
        var basis = ProfileForm.Of(Stored(Mariko with { Visible = VisibleFields.Email }));
        var typed = basis.Copy();
        typed.Visible = VisibleFields.Email | VisibleFields.Specialties;
        var newer = Stored(Mariko with { Visible = VisibleFields.MobilePhone });

        var form = new ProfileDraft(basis, typed).Onto(newer);

        Assert.Equal(VisibleFields.MobilePhone | VisibleFields.Specialties, form.Visible);
    }

    [Fact]
    public void Affiliations_typed_on_an_older_profile_keep_those_that_were_added_elsewhere()
    {
        var basis = ProfileForm.Of(Stored(Mariko, Minato));
        var typed = basis.Copy();
        typed.Affiliations[0].Department = "輸血部";
        var newer = Stored(Mariko, Minato, Minato with { Institution = "二番病院" });

        var input = ProfileInput.Of(new ProfileDraft(basis, typed).Onto(newer));

        Assert.Equal([("みなと総合医療センター", "輸血部"), ("二番病院", "臨床検査部")], input.Details.Select(details => (details.Institution, details.Department)));
    }

    [Fact]
    public void A_draft_outlives_the_removal_of_its_affiliation()
    {
        var basis = ProfileForm.Of(Stored(Mariko, Minato));
        var typed = basis.Copy();
        typed.Affiliations[0].Department = "輸血部";

        var input = ProfileInput.Of(new ProfileDraft(basis, typed).Onto(Stored(Mariko)));

        Assert.Null(Assert.Single(input.Affiliations).Origin);
    }

    private async Task KeepAsync(Actor actor, Action<ProfileForm> type)
    {
        var basis = ProfileForm.Of((await app.LoadProfileAsync(actor)).Stored);
        var form = basis.Copy();
        type(form);
        Assert.True((await app.Services.GetRequiredService<KeepProfileDraft>().RunAsync(actor, new ProfileDraft(basis, form), Cancel)).Succeeded);
    }
}
