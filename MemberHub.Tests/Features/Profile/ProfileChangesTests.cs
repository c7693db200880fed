using MemberHub.Domain.Members;
using MemberHub.Features.Profile;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Profile;

public sealed class ProfileChangesTests
{
    private static readonly AffiliationDetails Second = Minato with { Institution = "二番病院" };

    [Fact]
    public void Nothing_typed_is_nothing_changed()
    {
        var changes = Changes(Stored(Mariko, Minato), _ => { });

        Assert.Empty(changes.All);
        Assert.Equal(11 + 5 + 6 + 4, changes.Unchanged);
    }

    [Fact]
    public void A_change_says_old_and_new_and_the_rest_is_counted()
    {
        var changes = Changes(Stored(Mariko, Minato), form => form.Affiliations[0].Place.PostalCode = "１０６００３２");

        Assert.Equal([new ProfileChange(ProfileField.PostalCode, 1, "105-0022", "106-0032")], changes.All);
        Assert.Equal(25, changes.Unchanged);
    }

    [Fact]
    public void A_body_has_neither_sex_nor_birth_date()
    {
        var stored = Stored(Mariko with { Sex = Sex.Unknown, BirthDate = null }) with { IsOrganisation = true };

        var changes = Changes(stored, form => (form.Sex, form.BirthDate) = (Sex.Male, "1979-04-18"));

        Assert.Empty(changes.All);
        Assert.Equal(9 + 6, changes.Unchanged);
    }

    [Theory]
    [InlineData("昭和54年4月18日")]
    [InlineData("S54.4.18")]
    [InlineData("１９７９／４／１８")]
    public void The_same_day_in_other_words_is_no_change(string typed) =>
        Assert.Empty(Changes(Stored(Mariko, Minato), form => form.BirthDate = typed).All);

    [Fact]
    public void A_removed_affiliation_is_one_line_and_the_next_one_is_not_mistaken_for_it()
    {
        var changes = Changes(Stored(Mariko, Minato, Second, Minato with { Institution = "三番大学" }), form => form.Remove(form.Affiliations[1]));

        var line = Assert.Single(changes.All);
        Assert.Equal((ProfileField.Affiliation, 2, ""), (line.Field, line.Affiliation, line.New));
        Assert.StartsWith("二番病院\n臨床検査部\n105-0022", line.Old, StringComparison.Ordinal);
    }

    [Fact]
    public void An_added_affiliation_is_one_line_and_an_empty_one_is_none()
    {
        var changes = Changes(Stored(Mariko, Minato), form =>
        {
            form.AddAffiliation();
            form.AddAffiliation();
            form.Affiliations[2].Institution = " ﾆﾊﾞﾝ病院 ";
        });

        Assert.Equal([new ProfileChange(ProfileField.Affiliation, 2, "", "ニバン病院")], changes.All);
    }

    [Fact]
    public void Ticking_off_and_on_again_is_no_change()
    {
        var changes = Changes(Stored(Mariko, Minato), form =>
        {
            form.Specialties.Remove("臨床微生物");
            form.Specialties.Add("臨床微生物");
        });

        Assert.Empty(changes.All);
    }

    [Theory]
    [InlineData("髙橋 真理子", "髙橋　真理子")]
    [InlineData(" 髙橋　真理子 ", "髙橋　真理子")]
    [InlineData("﨑山 ゑい", "﨑山　ゑい")]
    [InlineData("John Smith", "John Smith")]
    [InlineData("John 太郎", "John 太郎")]
    [InlineData("葛󠄀城 葉子", "葛󠄀城　葉子")]
    [InlineData("山田 花 子", "山田 花 子")]
    public void A_name_is_kept_as_typed_but_for_the_blank_of_a_japanese_one(string typed, string saved) =>
        Assert.Equal(saved, ProfileInput.Of(Typed(Stored(), form => form.Name = typed)).Person.Name);

    [Fact]
    public void A_name_that_came_with_a_narrow_blank_and_was_not_touched_is_no_change() =>
        Assert.Empty(Changes(Stored(Mariko with { Name = "髙橋 真理子", Kana = "たかはし まりこ" }), _ => { }).All);

    [Fact]
    public void What_others_see_changes_field_by_field_and_moves_with_its_affiliation()
    {
        var stored = Stored(Mariko with { Visible = VisibleFields.Specialties }, Minato, Second with { Visible = VisibleFields.Phone });

        var form = Typed(stored, form =>
        {
            form.Visible = form.Visible.With(VisibleFields.Email, true).With(VisibleFields.Specialties, false);
            form.Affiliations[1].Visible = VisibleFields.Institution | VisibleFields.Phone;
        });

        Assert.Equal(
            [
                new ProfileChange(ProfileField.ShowsEmail, null, ProfileChange.Hidden, ProfileChange.Shown),
                new ProfileChange(ProfileField.ShowsSpecialties, null, ProfileChange.Shown, ProfileChange.Hidden),
                new ProfileChange(ProfileField.ShowsInstitution, 2, ProfileChange.Hidden, ProfileChange.Shown),
            ],
            ProfileChanges.Between(stored, ProfileInput.Of(form)).All);
        Assert.Equal((VisibleFields.Specialties, VisibleFields.Phone), (form.KeepingVisibilityOf(stored).Visible, form.KeepingVisibilityOf(stored).Affiliations[1].Visible));
    }

    private static ProfileChanges Changes(StoredProfile stored, Action<ProfileForm> type) =>
        ProfileChanges.Between(stored, ProfileInput.Of(Typed(stored, type)));

    private static ProfileForm Typed(StoredProfile stored, Action<ProfileForm> type)
    {
        var form = ProfileForm.Of(stored);
        type(form);
        return form;
    }
}
