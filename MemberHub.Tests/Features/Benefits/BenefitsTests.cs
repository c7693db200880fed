using System.Text.Json;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Societies;
using MemberHub.Features.Benefits;
using MemberHub.Features.Dashboard;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Benefits;

public sealed class BenefitsTests : IAsyncLifetime
{
    private const string Secret = "kinmokusei 1029";

    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Administrator => new(1, society.Id, null, [StaffRole.SystemAdministrator]);

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_benefit_opens_with_the_payment_and_each_look_is_kept()
    {
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();
        var id = await SaveAsync(Form("機関誌"));

        var closed = Assert.Single((await OpenAsync(member)).OrThrow().Rows);
        Assert.Equal((BenefitStanding.Unpaid, new Yen(12_000), "", ""), (closed.Standing, closed.Open, closed.Link, closed.Caution));
        Assert.Empty(await ViewAsync(member, id));
        Assert.False((await DashboardAsync(member)).Benefits.Single().IsOpen);

        await app.PayAsync(member);

        var open = Assert.Single((await OpenAsync(member)).OrThrow().Rows);
        Assert.Equal((BenefitStanding.Paid, new DateOnly(2026, 12, 31), "https://journal.example.jp/"), (open.Standing, open.Through!.Value, open.Link));
        Assert.Equal(new BenefitCredentials("aoba", Secret), Assert.Single(await ViewAsync(member, id)).Credentials);
        await ViewAsync(member, id);
        Assert.True((await DashboardAsync(member)).Benefits.Single().IsOpen);
        var line = Assert.Single((await Get<ListBenefits>().RunAsync(Administrator, Cancel)).OrThrow().Lines);
        Assert.Equal((2, 1), (line.Views, line.Viewers));
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(2, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(ViewBenefits) && entry.MemberId == member.MemberId, Cancel));
    }

    [Fact]
    public async Task Credentials_lie_encrypted_and_stand_in_no_trail_no_log_and_no_carried_page()
    {
        var member = await Member("0000101").Charged(2026, 12_000, paid: 12_000).AddAsync();
        var id = await SaveAsync(Form("機関誌"));
        await ViewAsync(member, id);

        await using var database = app.Databases.Open(society.Id);
        var benefit = await database.Benefits.SingleAsync(Cancel);
        Assert.NotEmpty(benefit.SealedCredentials);
        Assert.DoesNotContain(Secret, benefit.SealedCredentials, StringComparison.Ordinal);
        Assert.All(await database.AuditEntries.Select(entry => entry.Details).ToListAsync(Cancel), details => Assert.DoesNotContain(Secret, details, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize((await OpenAsync(member)).OrThrow()), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await (await app.ClientOfAsync(member)).GetStringAsync("/benefits", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await Get<OpenBenefit>().RunAsync(Administrator, id, Cancel)).OrThrow().Password ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, string.Join('\n', app.Logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_lost_hides_the_credentials_and_not_the_page()
    {
        var member = await Member("0000101").Charged(2026, 12_000, paid: 12_000).AddAsync();
        var id = await SaveAsync(Form("機関誌"));
        await using (var database = app.Databases.Open(society.Id))
        {
            (await database.Benefits.SingleAsync(Cancel)).Seal("CfDJ8-not-ours");
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Null(Assert.Single(await ViewAsync(member, id)).Credentials);
    }

    [Fact]
    public async Task An_empty_password_keeps_the_one_that_is_kept_and_the_second_of_two_is_told()
    {
        var member = await Member("0000101").Charged(2026, 12_000, paid: 12_000).AddAsync();
        var id = await SaveAsync(Form("機関誌"));
        var (first, second) = ((await Get<OpenBenefit>().RunAsync(Administrator, id, Cancel)).OrThrow(), (await Get<OpenBenefit>().RunAsync(Administrator, id, Cancel)).OrThrow());
        (first.LoginId, second.TitleJa) = ("aoba-2", "別の名称");

        Assert.True((await Get<SaveBenefit>().RunAsync(Administrator, id, first, Cancel)).Succeeded);
        Assert.Equal(nameof(SaveBenefit), Assert.IsType<BenefitMoved>((await Get<SaveBenefit>().RunAsync(Administrator, id, second, Cancel)).Refusal).Last?.Action);
        Assert.Equal(new BenefitCredentials("aoba-2", Secret), (await ViewAsync(member, id)).Single().Credentials);

        var third = (await Get<OpenBenefit>().RunAsync(Administrator, id, Cancel)).OrThrow();
        third.Forget = true;
        Assert.True((await Get<SaveBenefit>().RunAsync(Administrator, id, third, Cancel)).Succeeded);
        Assert.False((await OpenAsync(member)).OrThrow().Rows.Single().HasCredentials);
    }

    [Fact]
    public async Task The_office_orders_ends_and_resumes()
    {
        var member = await Member("0000101").Charged(2026, 12_000, paid: 12_000).AddAsync();
        foreach (var title in new[] { "一", "二", "三" })
        {
            await SaveAsync(Form(title));
        }

        var ids = (await Get<ListBenefits>().RunAsync(Administrator, Cancel)).OrThrow().Lines.ToDictionary(line => line.Title, line => line.Id);
        Assert.True((await Get<MoveBenefit>().RunAsync(Administrator, ids["三"], Cancel)).Succeeded);
        Assert.Equal(nameof(MoveBenefit), Assert.IsType<BenefitMoved>((await Get<MoveBenefit>().RunAsync(Administrator, ids["一"], Cancel)).Refusal).Last?.Action);
        Assert.True((await Get<EndBenefit>().RunAsync(Administrator, ids["一"], Cancel)).Succeeded);
        Assert.Equal(nameof(EndBenefit), Assert.IsType<BenefitMoved>((await Get<EndBenefit>().RunAsync(Administrator, ids["一"], Cancel)).Refusal).Last?.Action);
        Assert.Equal(["三", "二"], (await OpenAsync(member)).OrThrow().Rows.Select(row => row.Title));
        Assert.Empty(await ViewAsync(member, ids["一"]));
        Assert.True((await Get<ResumeBenefit>().RunAsync(Administrator, ids["一"], Cancel)).Succeeded);
        Assert.Equal(3, (await OpenAsync(member)).OrThrow().Rows.Count);
    }

    [Theory]
    [InlineData("TitleJa", "", "Empty")]
    [InlineData("Link", "javascript:alert(1)", "Address")]
    [InlineData("Link", "journal.example.jp", "Address")]
    [InlineData("LoginId", "a\u0007b", "Control")]
    [InlineData("UntilMonth", "13", "Day")]
    [InlineData("UntilDay", "0", "Day")]
    public async Task What_is_wrong_is_said_at_its_field(string field, string typed, string fault)
    {
        var form = Form("機関誌");
        typeof(BenefitForm).GetProperty(field)!.SetValue(form, typed);

        Assert.Equal(fault, Assert.IsType<BenefitFaulty>((await Get<SaveBenefit>().RunAsync(Administrator, null, form, Cancel)).Refusal).Fault);
    }

    [Fact]
    public async Task Who_has_left_is_no_member_or_only_looks_gets_nothing()
    {
        var left = await Member("0000101").Charged(2026, 12_000, paid: 12_000).WithdrawnOn(new DateOnly(2026, 6, 30)).AddAsync();
        var id = await SaveAsync(Form("機関誌"));

        Assert.IsType<BenefitsEndWithMembership>((await OpenAsync(left)).Refusal);
        Assert.IsType<BenefitsEndWithMembership>((await Get<ViewBenefits>().RunAsync(left, [id], Cancel)).Refusal);
        Assert.IsType<BenefitsAreForMembers>((await OpenAsync(Administrator)).Refusal);
        Assert.Empty(await ViewAsync(left with { Withdrawn = false }, id));
        foreach (var role in new[] { StaffRole.Secretary, StaffRole.Accountant, StaffRole.Viewer })
        {
            var actor = Administrator with { Roles = [role] };
            Assert.False((await Get<ListBenefits>().RunAsync(actor, Cancel)).OrThrow().MayEdit);
            Assert.IsType<NotAllowed>((await Get<SaveBenefit>().RunAsync(actor, null, Form("題"), Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await Get<EndBenefit>().RunAsync(actor, id, Cancel)).Refusal);
        }
    }

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private static BenefitForm Form(string title) => new() { TitleJa = title, Link = "https://journal.example.jp/", LoginId = "aoba", Password = Secret, CautionJa = "大量のダウンロードはおやめください。" };

    private async Task<long> SaveAsync(BenefitForm form)
    {
        Assert.Null((await Get<SaveBenefit>().RunAsync(Administrator, null, form, Cancel)).Refusal);
        await using var database = app.Databases.Open(society.Id);
        return await database.Benefits.MaxAsync(benefit => benefit.Id, Cancel);
    }

    private Task<Result<BenefitsView>> OpenAsync(Actor actor) => Get<OpenBenefits>().RunAsync(actor, Cancel);

    private async Task<IReadOnlyList<ShownBenefit>> ViewAsync(Actor actor, long id) => (await Get<ViewBenefits>().RunAsync(actor, [id], Cancel)).OrThrow();

    private async Task<DashboardView> DashboardAsync(Actor actor) => (await Get<OpenDashboard>().RunAsync(actor, Cancel)).OrThrow();
}
