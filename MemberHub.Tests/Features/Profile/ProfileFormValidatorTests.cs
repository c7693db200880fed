using System.Globalization;
using MemberHub.Domain.Members;
using MemberHub.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Profile;

[Asvs("2.2.1", "2.2.3")]
public sealed class ProfileFormValidatorTests
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9)));

    private static readonly ProfileFormValidator Validator = new(
        new StringLocalizer<ProfileText>(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance)), Clock);

    [Fact]
    public void What_is_saved_is_valid_however_odd()
    {
        var odd = new PersonalDetails
        {
            Name = "山田",
            Kana = "YAMADA",
            BirthDate = new DateOnly(2090, 1, 1),
            Qualifications = ["昔の資格"],
            MailingDestination = MailingDestination.Affiliation1,
            Home = new PostalAddress { PostalCode = "12", Address = "東京都", Phone = "不明" },
            MobilePhone = "なし",
        };

        Assert.Empty(Faults(Stored(odd), _ => { }));
        Assert.Empty(Faults(Stored(odd, new AffiliationDetails { Department = "検査部" }), _ => { }));
        Assert.Empty(Faults(Stored(new PersonalDetails { Name = "John Smith" }), _ => { }));
    }

    [Theory]
    [InlineData("", "氏名を入力してください")]
    [InlineData("　", "氏名を入力してください")]
    [InlineData("髙橋\u202E", "見えない文字が入っています。いったん消して入力し直してください")]
    public void A_name_is_needed_and_has_no_invisible_characters(string typed, string message) =>
        Assert.Equal([("Name", message)], Faults(Stored(Mariko, Minato), form => form.Name = typed));

    public static TheoryData<string, int, Action<ProfileForm, string>> Limits => new()
    {
        { "Name", Member.NameMaxLength, (form, text) => form.Name = text },
        { "Kana", Member.KanaMaxLength, (form, text) => form.Kana = text },
        { "Affiliations[0].Institution", AffiliationDetails.InstitutionMaxLength, (form, text) => form.Affiliations[0].Institution = text },
        { "Affiliations[0].Department", AffiliationDetails.DepartmentMaxLength, (form, text) => form.Affiliations[0].Department = text },
        { "Affiliations[0].Place.Address", PostalAddress.AddressMaxLength, (form, text) => form.Affiliations[0].Place.Address = text },
        { "Home.Address", PostalAddress.AddressMaxLength, (form, text) => form.Home.Address = text },
    };

    [Theory, MemberData(nameof(Limits))]
    public void A_text_may_be_as_long_as_its_column_and_no_longer(string path, int length, Action<ProfileForm, string> type)
    {
        Assert.Empty(Faults(Stored(Mariko, Minato), form => type(form, new string('あ', length))));
        Assert.Equal([(path, $"{length}文字以内で入力してください（今は{length + 1}文字）")], Faults(Stored(Mariko, Minato), form => type(form, new string('あ', length + 1))));
    }

    [Theory]
    [InlineData("ﾀｶﾊｼ ﾏﾘｺ", null)]
    [InlineData("たかはし・マリー", null)]
    [InlineData("高橋", "ひらがなか、かたかなで入力してください")]
    [InlineData("", "ふりがなを入力してください")]
    public void A_reading_has_kana_only(string typed, string? message) =>
        Assert.Equal(message is null ? [] : [("Kana", message)], Faults(Stored(Mariko, Minato), form => form.Kana = typed));

    [Fact]
    public void A_name_in_latin_letters_needs_no_reading() =>
        Assert.Empty(Faults(Stored(Mariko, Minato), form => (form.Name, form.Kana) = ("Maria Smith", "")));

    [Theory]
    [InlineData("昭和54年4月18日", null)]
    [InlineData("S54.4.18", null)]
    [InlineData("2026-11-22", null)]
    [InlineData("2026-11-23", "今日より前の日付を入力してください")]
    [InlineData("昭和54年2月30日", "日付として読み取れません。例のように年・月・日を入力してください（例 1979年4月18日）")]
    [InlineData("平成31年5月1日", "日付として読み取れません。例のように年・月・日を入力してください（例 1979年4月18日）")]
    public void A_birth_date_is_a_day_that_was(string typed, string? message) =>
        Assert.Equal(message is null ? [] : [("BirthDate", message)], Faults(Stored(Mariko, Minato), form => form.BirthDate = typed));

    [Theory]
    [InlineData("１０５ー０００１", false, null)]
    [InlineData("〒1050001", false, null)]
    [InlineData("105-00", false, "7けたの数字で入力してください（例 105-0001）")]
    [InlineData("SW1A 1AA", false, "7けたの数字で入力してください（例 105-0001）")]
    [InlineData("SW1A 1AA", true, null)]
    [InlineData("K1A-0B1-123456789", true, "12文字以内で入力してください（今は17文字）")]
    public void A_postal_code_in_japan_has_seven_digits(string typed, bool overseas, string? message) =>
        Assert.Equal(
            message is null ? [] : [("Home.PostalCode", message)],
            Faults(Stored(Mariko, Minato) with { IsOverseas = overseas }, form => form.Home.PostalCode = typed));

    [Fact]
    public void An_address_in_latin_letters_has_any_postal_code() =>
        Assert.Empty(Faults(Stored(Mariko, Minato), form => (form.Home.PostalCode, form.Home.Address) = ("SW1A 1AA", "10 Downing Street, London")));

    [Theory]
    [InlineData("０９０（０１２３）４５６７", null)]
    [InlineData("03-0123-4567 内線 123", null)]
    [InlineData("+44 20 7946 0018", null)]
    [InlineData("0800-012-3456", null)]
    [InlineData("03-0123-456", "市外局番などを含めて10けたで入力してください（今は9けた）")]
    [InlineData("090-0123-456", "市外局番などを含めて11けたで入力してください（今は10けた）")]
    [InlineData("自宅と同じ", "電話番号は数字とハイフンで入力してください（例 03-0123-4567）")]
    public void A_telephone_number_has_digits(string typed, string? message) =>
        Assert.Equal(message is null ? [] : [("MobilePhone", message)], Faults(Stored(Mariko, Minato), form => form.MobilePhone = typed));

    [Fact]
    public void The_address_that_mail_goes_to_cannot_be_emptied()
    {
        Assert.Equal(
            [("Affiliations[0].Place.Address", "郵送先になっているため、所属先1の住所を入力してください")],
            Faults(Stored(Mariko, Minato), form => form.Affiliations[0].Place.Address = ""));
        Assert.Equal(
            [("Home.Address", "郵送先になっているため、自宅住所を入力してください")],
            Faults(Stored(Mariko with { MailingDestination = MailingDestination.Home }, Minato), form => form.Home.Address = " "));
        Assert.Empty(Faults(Stored(Mariko, Minato), form => form.Home.Address = ""));
    }

    [Fact]
    public void Mail_can_only_be_sent_to_an_address_that_is_there()
    {
        var atHome = Mariko with { MailingDestination = MailingDestination.Home };

        Assert.Equal(
            [("MailingDestination", "所属先1がありません。「所属先を追加」で登録するか、自宅を選んでください")],
            Faults(Stored(atHome), form => form.MailingDestination = MailingDestination.Affiliation1));
        Assert.Equal(
            [("Home.Address", "郵送先になっているため、自宅住所を入力してください")],
            Faults(Stored(Mariko with { Home = new PostalAddress() }, Minato), form => form.MailingDestination = MailingDestination.Home));
    }

    [Fact]
    public void Affiliation_1_is_not_emptied_and_a_further_one_needs_its_institution()
    {
        var emptied = Faults(Stored(Mariko with { MailingDestination = MailingDestination.Home }, Minato), form => form.Affiliations[0] = new AffiliationForm { Origin = 1 });
        var nameless = Faults(Stored(Mariko, Minato), form =>
        {
            form.AddAffiliation();
            form.Affiliations[1].Department = "検査部";
        });

        Assert.Equal([("Affiliations[0].Institution", "所属先1は空にできません。施設・大学名を入力してください。削除は事務局へご依頼ください")], emptied);
        Assert.Equal([("Affiliations[1].Institution", "施設・大学名を入力してください")], nameless);
    }

    [Fact]
    public void There_are_five_affiliations_at_most()
    {
        var stored = Stored(Mariko, Minato, Minato, Minato, Minato, Minato);

        Assert.Empty(Faults(stored, form => form.AddAffiliation()));
        Assert.Equal("Affiliations", Assert.Single(Faults(stored, form => form.Affiliations.Add(new AffiliationForm { Institution = "六番病院" }))).Path);
    }

    [Fact]
    public void One_telephone_number_stays_where_there_was_one()
    {
        var neither = Mariko with { MobilePhone = "", Home = Mariko.Home with { Phone = "" } };
        var homeOnly = Mariko with { MobilePhone = "" };

        Assert.Equal([("MobilePhone", "自宅電話番号か携帯番号のどちらかを入力してください")], Faults(Stored(Mariko, Minato), form => form.MobilePhone = form.Home.Phone = ""));
        Assert.Equal([("Home.Phone", "自宅電話番号か携帯番号のどちらかを入力してください")], Faults(Stored(homeOnly, Minato), form => form.Home.Phone = ""));
        Assert.Empty(Faults(Stored(Mariko, Minato), form => form.MobilePhone = ""));
        Assert.Empty(Faults(Stored(neither, Minato), form => form.Affiliations[0].Department = "輸血部"));
    }

    [Fact]
    public void Messages_are_in_the_language_of_the_page()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.Equal([("Name", "Enter the name")], Faults(Stored(Mariko, Minato), form => form.Name = ""));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static List<(string Path, string Message)> Faults(StoredProfile stored, Action<ProfileForm> type)
    {
        var form = ProfileForm.Of(stored);
        type(form);
        return [.. Validator.Validate(form).Errors.Select(error => (error.PropertyName, error.ErrorMessage))];
    }
}
