using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Profile;
using MemberHub.Features.Profile.Portal;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Profile.Portal;

public sealed class ProfilePageTests : BunitContext, IAsyncLifetime
{
    private readonly TestApp app = new();
    private readonly BunitAuthorizationContext authorization;

    public ProfilePageTests()
    {
        authorization = this.AddAuthorization();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
    }

    public async ValueTask InitializeAsync()
    {
        await app.SocietyAsync();
        Services.AddFallbackServiceProvider(app.Services);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Confirming_shows_the_changes_alone_and_saves_nothing()
    {
        var (actor, page) = await OpenAsync();

        await TypeAsync(page, "携帯番号", "０８０−０１２３−９９９９");
        await TypeAsync(page, "部署", "輸血部");
        await PressAsync(page, "確認");

        // The draft is kept first; the confirmation follows when that is done.
        page.WaitForAssertion(() => Assert.Equal("変更内容の確認", page.Find("h1").TextContent.Trim()));
        Assert.Equal("変更内容の確認", page.Find("h1").TextContent.Trim());
        Assert.Equal("2か所を変更します", page.Find("#changes").TextContent);
        Assert.Equal(
            [("携帯番号", "090-0123-4567", "080-0123-9999"), ("部署（所属先1）", "臨床検査部", "輸血部")],
            page.FindAll(".diff .d").Select(line => (Text(line, "dt"), Text(line, "del"), Text(line, "ins"))));
        Assert.Contains("ほかの24項目は変わりません。", page.Markup, StringComparison.Ordinal);
        Assert.Contains("まだ保存していません", page.Markup, StringComparison.Ordinal);
        Assert.Equal(Mariko, (await app.MemberAsync(actor)).Person);
    }

    [Fact]
    public async Task Saving_says_what_has_changed_and_shows_the_new_values()
    {
        var (actor, page) = await OpenAsync();
        await TypeAsync(page, "携帯番号", "080-0123-9999");
        await PressAsync(page, "確認");

        await PressAsync(page, "保存");

        page.WaitForElement("#saved");
        Assert.Equal("保存しました", page.Find("#saved").TextContent);
        Assert.Equal("携帯番号：080-0123-9999", page.Find("section.note li").TextContent);
        Assert.Equal("080-0123-9999", Input(page, "携帯番号").GetAttribute("value"));
        Assert.Empty(page.FindAll(".note[data-tone=act]"));
        Assert.Equal("080-0123-9999", (await app.MemberAsync(actor)).Person.MobilePhone);
    }

    [Fact]
    public async Task Going_back_keeps_the_input()
    {
        var (_, page) = await OpenAsync();
        await TypeAsync(page, "氏名", "鈴木 真理子");
        await PressAsync(page, "確認");

        await PressAsync(page, "入力に戻る");

        Assert.Equal("鈴木 真理子", Input(page, "氏名").GetAttribute("value"));
        Assert.Contains("まだ保存していません", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Affiliation_1_has_no_button_to_remove_it_but_the_way_to_the_office()
    {
        var (_, page) = await OpenAsync(affiliations: [Minato, Minato with { Institution = "二番病院" }]);

        Assert.Equal(["所属先2を削除"], Buttons(page).Where(button => button.Contains("削除", StringComparison.Ordinal)));
        Assert.Equal("削除を依頼する", page.Find("a[href='/help/contact?kind=RemoveAffiliation1&from=/profile']").TextContent);
        Assert.Contains("022-0123-4567", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_affiliations_are_added_and_removed()
    {
        var (actor, page) = await OpenAsync();

        await PressAsync(page, "所属先を追加");
        await page.Find("#affiliation-2-institution").ChangeAsync("二番病院");
        await PressAsync(page, "所属先を追加");
        await PressAsync(page, "所属先3を削除");
        await PressAsync(page, "確認");
        await PressAsync(page, "保存");

        page.WaitForElement("#saved");
        Assert.Equal(["みなと総合医療センター", "二番病院"], (await app.MemberAsync(actor)).Affiliations.Select(row => row.Details.Institution));
    }

    [Fact]
    public async Task An_emptied_mailing_address_is_refused_at_its_field_and_the_rest_of_the_input_stays()
    {
        var (_, page) = await OpenAsync();
        await TypeAsync(page, "携帯番号", "080-0123-9999");

        await page.Find("#affiliation-1-address").ChangeAsync("");
        await PressAsync(page, "確認");

        var field = page.Find("#affiliation-1-address");
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Contains("郵送先になっているため、所属先1の住所を入力してください", page.Find($"#{field.GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("#affiliation-1-address", page.Find(".errs a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("基本情報", page.Find("h1").TextContent.Trim());
        Assert.Equal("080-0123-9999", Input(page, "携帯番号").GetAttribute("value"));
    }

    [Fact]
    public async Task Without_a_change_there_is_nothing_to_confirm()
    {
        var (_, page) = await OpenAsync();

        await PressAsync(page, "確認");

        Assert.Equal("基本情報", page.Find("h1").TextContent.Trim());
        Assert.StartsWith("変更したところがありません。", page.Find("[role=alert] b").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_comes_back_in_a_new_tab_and_goes_when_it_is_discarded()
    {
        var (actor, page) = await OpenAsync();
        await TypeAsync(page, "携帯番号", "080-0123-9999");
        page.WaitForAssertion(() => Assert.Contains("下書き 午後0時0分", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));

        var secondTab = Open(actor);
        Assert.Equal("080-0123-9999", Input(secondTab, "携帯番号").GetAttribute("value"));
        // The press is answered when the question is.
        var pressed = PressAsync(secondTab, "下書きを破棄");
        secondTab.WaitForElement("dialog");
        await secondTab.Find("dialog .btn.danger").ClickAsync();
        await pressed;

        secondTab.WaitForAssertion(() => Assert.Equal("090-0123-4567", Input(secondTab, "携帯番号").GetAttribute("value")));
        Assert.Null((await app.LoadProfileAsync(actor)).Draft);
    }

    [Fact]
    public async Task Input_that_was_not_kept_yet_is_kept_when_the_page_goes_away()
    {
        var (actor, page) = await OpenAsync();
        await TypeAsync(page, "携帯番号", "080-0123-9999");

        await DisposeComponentsAsync();

        Assert.Equal("080-0123-9999", (await app.LoadProfileAsync(actor)).Draft!.Draft.Form.MobilePhone);
        Assert.Equal(Mariko, (await app.MemberAsync(actor)).Person);
    }

    [Fact]
    public async Task A_profile_that_was_saved_elsewhere_is_not_overwritten_and_the_input_stays()
    {
        var (actor, page) = await OpenAsync();
        await TypeAsync(page, "携帯番号", "080-0123-9999");
        await PressAsync(page, "確認");
        var stored = (await app.LoadProfileAsync(actor)).Stored;
        var elsewhere = ProfileForm.Of(stored);
        elsewhere.Kana = "たかはし　まり";
        Assert.True((await app.Services.GetRequiredService<SaveProfile>().RunAsync(actor, elsewhere, stored.Version, CancellationToken.None)).Succeeded);

        await PressAsync(page, "保存");

        page.WaitForAssertion(() => Assert.StartsWith("この画面を開いたあとに", page.Find("[role=alert] b").TextContent.Trim(), StringComparison.Ordinal));
        Assert.Equal(("たかはし　まり", "080-0123-9999"), (Input(page, "ふりがな").GetAttribute("value"), Input(page, "携帯番号").GetAttribute("value")));
        await PressAsync(page, "確認");
        await PressAsync(page, "保存");
        page.WaitForElement("#saved");
        Assert.Equal(Mariko with { Kana = "たかはし　まり", MobilePhone = "080-0123-9999" }, (await app.MemberAsync(actor)).Person);
    }

    [Fact]
    public async Task A_body_is_asked_for_neither_sex_nor_birth_date()
    {
        var (_, page) = await OpenAsync(new PersonalDetails { Name = "みどり試薬株式会社", Kana = "みどりしやく" }, category: "Supporting");

        Assert.DoesNotContain("性別", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("生年月日", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_roster_brought_beyond_the_list_stays_ticked()
    {
        var (_, page) = await OpenAsync(Mariko with { Qualifications = ["医師", "臨床研修指導医"] });

        var ticked = page.FindAll("#Qualifications label").Where(label => label.QuerySelector("input")!.HasAttribute("checked")).Select(label => label.TextContent.Trim());
        Assert.Equal(["医師", "臨床研修指導医"], ticked);
    }

    [Fact]
    public async Task A_withdrawn_member_reads_why_there_is_nothing_to_change()
    {
        var actor = await app.AddMemberAsync(withdrawnOn: new DateOnly(2026, 3, 31));

        var page = Open(actor);

        Assert.Contains("退会された方の基本情報は、こちらでは変更できません。", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Buttons_wait_for_the_circuit(bool interactive)
    {
        SetRendererInfo(new RendererInfo("Server", interactive));
        var (_, page) = await OpenAsync(affiliations: [Minato, Minato]);

        Assert.Equal(3, page.FindAll("button").Count);
        Assert.All(page.FindAll("button"), button => Assert.Equal(!interactive, button.HasAttribute("disabled")));
    }

    private async Task<(Actor Actor, IRenderedComponent<ProfilePage> Page)> OpenAsync(PersonalDetails? person = null, AffiliationDetails[]? affiliations = null, string category = "Regular")
    {
        var actor = await app.AddMemberAsync(person, affiliations, category);
        return (actor, Open(actor));
    }

    private IRenderedComponent<ProfilePage> Open(Actor actor)
    {
        authorization.SetAuthorized("member").SetClaims([.. actor.ToClaims()]);
        var page = Render<ProfilePage>();
        page.WaitForElement("h1");
        page.WaitForState(() => page.FindAll(".bones").Count == 0, TimeSpan.FromSeconds(10));
        return page;
    }

    private static IElement Input(IRenderedComponent<ProfilePage> page, string label) =>
        page.Find("#" + page.FindAll("label").First(item => item.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).GetAttribute("for"));

    private static Task TypeAsync(IRenderedComponent<ProfilePage> page, string label, string text) => Input(page, label).ChangeAsync(text);

    /// <summary>Ends when the page has answered, also when it is still busy with something else as the button is pressed.</summary>
    private static async Task PressAsync(IRenderedComponent<ProfilePage> page, string label)
    {
        // The button may stand on the page that the last press leads to.
        page.WaitForState(() => Buttons(page).Contains(label));
        var button = page.FindAll("button").First(item => item.TextContent.Trim() == label);
        await (button.GetAttribute("type") == "submit" ? page.Find("form").SubmitAsync() : button.ClickAsync());
    }

    private static IEnumerable<string> Buttons(IRenderedComponent<ProfilePage> page) => page.FindAll("button").Select(button => button.TextContent.Trim());

    private static string Text(IElement line, string part) => line.QuerySelector(part)!.TextContent.Trim();
}
