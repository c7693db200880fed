using System.Net;
using System.Text.RegularExpressions;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Certificate;
using MemberHub.Platform.Security;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Features.Benefits;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Certificate;

public sealed partial class CertificateTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_card_is_issued_once_for_a_year_and_anybody_can_check_it()
    {
        var member = await Member("0000101").Charged(2024, 12_000).AddAsync();

        Assert.Null((await OpenAsync(member)).OrThrow().Content);
        Assert.IsType<CertificateNotIssued>((await Get<PrintCertificate>().RunAsync(member, Cancel)).Refusal);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Get<IssueCertificate>().RunAsync(member, Cancel))));

        var view = (await OpenAsync(member)).OrThrow();
        Assert.Equal(("0000101", "髙橋　真理子", new DateOnly(2026, 12, 31)), (view.Content!.MemberNumber, view.Content.Name, view.Content.ValidThrough));
        Assert.True(await VerifyAsync(view.Address));
        Assert.Equal(view.Address, (await OpenAsync(member)).OrThrow().Address);
        await using var database = app.Databases.Open(society.Id);
        var row = await database.MembershipCertificates.SingleAsync(Cancel);
        var token = TokenOf(view.Address);
        Assert.Equal(SecretToken.HashOf(token), row.TokenHash);
        Assert.DoesNotContain(token, row.SealedToken, StringComparison.Ordinal);
        Assert.Equal(1, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(IssueCertificate), Cancel));
        Assert.All(await database.AuditEntries.Select(entry => entry.Details).ToListAsync(Cancel), details => Assert.DoesNotContain(token, details, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_office_issues_and_prints_a_card_on_the_members_behalf()
    {
        var member = await Member("0000101").AddAsync();
        var staff = await Of("jimu", StaffRole.Secretary);
        var acting = staff with { OnBehalfOf = "0000101" };

        Assert.True((await Get<IssueCertificate>().RunAsync(acting, Cancel)).Succeeded);
        var card = (await OpenAsync(acting)).OrThrow();
        Assert.Equal(card.Address, (await OpenAsync(member)).OrThrow().Address);
        var office = await app.ClientOfAsync(staff);
        Assert.StartsWith("%PDF", await office.GetStringAsync("/office/members/0000101/certificate.pdf", Cancel), StringComparison.Ordinal);
        Assert.True((await Get<RenewCertificate>().RunAsync(acting, Cancel)).Succeeded);
        Assert.False(await VerifyAsync(card.Address));

        await using var database = app.Databases.Open(society.Id);
        var written = await database.AuditEntries.Where(entry => entry.AccountId == staff.AccountId && entry.MemberId == member.MemberId).Select(entry => entry.Action).ToListAsync(Cancel);
        Assert.Superset(new HashSet<string> { nameof(IssueCertificate), nameof(RenewCertificate) }, written.ToHashSet());
        Assert.Contains(Looks.Action, written);
    }

    [Fact]
    public async Task Without_the_right_or_the_member_the_office_gets_no_card()
    {
        var member = await Member("0000101").AddAsync();
        await IssueAsync(member);
        var viewer = await Of("kansa", StaffRole.Viewer);
        var colleague = await Of("jimu", StaffRole.Secretary);

        Assert.IsType<NotAllowed>((await OpenAsync(viewer with { OnBehalfOf = "0000101" })).Refusal);
        Assert.IsType<NotAllowed>((await Get<IssueCertificate>().RunAsync(viewer with { OnBehalfOf = "0000101" }, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<RenewCertificate>().RunAsync(member with { OnBehalfOf = "0000101" }, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await OpenAsync(colleague with { OnBehalfOf = "0000999" })).Refusal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientOfAsync(viewer)).GetAsync("/office/members/0000101/certificate.pdf", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientOfAsync(colleague)).GetAsync("/office/members/0000999/certificate", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_card_ends_with_its_year_with_the_membership_and_with_its_successor()
    {
        var (first, second, third) = (await Member("0000101").AddAsync(), await Member("0000102").AddAsync(), await Member("0000103").AddAsync());
        var (lost, left, old) = (await IssueAsync(first), await IssueAsync(second), await IssueAsync(third));

        Assert.True((await Get<RenewCertificate>().RunAsync(first, Cancel)).Succeeded);
        await LeaveAsync(second, new DateOnly(2026, 11, 22));
        Assert.False(await VerifyAsync(lost));
        Assert.True(await VerifyAsync((await OpenAsync(first)).OrThrow().Address));
        Assert.False(await VerifyAsync(left));
        Assert.IsType<NoMembershipToCertify>((await OpenAsync(second with { Withdrawn = true })).Refusal);
        Assert.IsType<NoMembershipToCertify>((await Get<IssueCertificate>().RunAsync(second, Cancel)).Refusal);

        app.Clock.Set(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.FromHours(9)));
        Assert.True(await VerifyAsync(old));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await VerifyAsync(old));
        Assert.Null((await OpenAsync(third)).OrThrow().Content);
        Assert.True(await VerifyAsync(await IssueAsync(third)));
    }

    [Fact]
    public async Task Who_leaves_at_the_years_end_is_a_member_until_the_day_before()
    {
        var member = await Member("0000101").AddAsync();
        await LeaveAsync(member, new DateOnly(2026, 12, 20));

        await IssueAsync(member);
        Assert.Equal(new DateOnly(2026, 12, 19), (await OpenAsync(member)).OrThrow().Content!.ValidThrough);
    }

    [Fact]
    public async Task Every_answer_that_says_no_is_the_same()
    {
        var (lost, left, member) = (await Member("0000101").AddAsync(), await Member("0000102").AddAsync(), await Member("0000103").AddAsync());
        var (revoked, ended, valid) = (await IssueAsync(lost), await IssueAsync(left), await IssueAsync(member));
        await Get<RenewCertificate>().RunAsync(lost, Cancel);
        await LeaveAsync(left, new DateOnly(2026, 1, 1));

        var answers = new List<string>();
        foreach (var token in new[] { TokenOf(revoked), TokenOf(ended), SecretToken.Create().Text, "x", "'--" })
        {
            answers.Add(await PageAsync(token));
        }

        Assert.Single(answers.Select(Plain).Distinct());
        Assert.Contains("有効ではありません", answers[0], StringComparison.Ordinal);
        var yes = await PageAsync(TokenOf(valid));
        Assert.Contains("この会員証は有効です", yes, StringComparison.Ordinal);
        Assert.Contains(society.NameJa, yes, StringComparison.Ordinal);
        Assert.DoesNotContain("真理子", yes, StringComparison.Ordinal);
        Assert.DoesNotContain("0000103", yes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_society_may_ask_for_the_dues_of_the_year()
    {
        var (owes, pays) = (await Member("0000101").Charged(2026, 12_000).AddAsync(), await Member("0000102").Charged(2025, 12_000).Waived(2026, 12_000).AddAsync());
        var (address, other) = (await IssueAsync(owes), await IssueAsync(pays));
        await using (var database = app.Databases.Open(society.Id))
        {
            var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
            row.Change(row.Settings with { Certificates = new CertificateSettings { OnlyPaid = true } });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.False(await VerifyAsync(address));
        Assert.True(await VerifyAsync(other));
        Assert.Equal(new CertificateNeedsDues(new FiscalYear(2026)), (await OpenAsync(owes)).Refusal);
        await app.PayAsync(owes);
        Assert.True(await VerifyAsync(address));
    }

    [Fact]
    public async Task The_paper_is_the_owners_alone_and_says_what_the_page_says()
    {
        PdfTools.Need("pdftotext");
        var (member, other) = (await Member("0000101").AddAsync(), await Member("0000102").Named("佐藤　次郎").AddAsync());
        await IssueAsync(member);

        var mine = await (await app.ClientOfAsync(member)).GetAsync(PrintCertificate.Address, Cancel);
        Assert.Equal("no-store", mine.Headers.CacheControl?.ToString());
        Assert.Contains("髙橋", PdfTools.Text(await mine.Content.ReadAsByteArrayAsync(Cancel)), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await (await app.ClientOfAsync(other)).GetAsync(PrintCertificate.Address, Cancel)).StatusCode);
        Assert.Equal(302, (int)(await app.Connect().GetAsync(PrintCertificate.Address, Cancel)).StatusCode);
        var staff = await Of("jimu", StaffRole.Secretary);
        Assert.IsType<NotAllowed>((await OpenAsync(staff)).Refusal);
        Assert.Contains("このログインは会員に結びついていません", await (await app.ClientOfAsync(staff)).GetStringAsync("/certificate", Cancel), StringComparison.Ordinal);
    }

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private async Task<Actor> Of(string login, StaffRole role) => new((await app.AddStaffAsync(login, role, society)).Id, society.Id, null, [role]);

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private Task<Result<CertificateView>> OpenAsync(Actor actor) => Get<OpenCertificate>().RunAsync(actor, Cancel);

    private async Task<string> IssueAsync(Actor actor)
    {
        Assert.Null((await Get<IssueCertificate>().RunAsync(actor, Cancel)).Refusal);
        return (await OpenAsync(actor)).OrThrow().Address;
    }

    private async Task LeaveAsync(Actor actor, DateOnly on)
    {
        await using var database = app.Databases.Open(society.Id);
        (await database.Members.SingleAsync(member => member.Id == actor.MemberId, Cancel)).Leave(MemberLeaving.Withdrawal, on);
        await database.SaveChangesAsync(Cancel);
    }

    private Task<bool> VerifyAsync(string address) => Get<VerifyCertificate>().RunAsync(TokenOf(address), Cancel);

    private async Task<string> PageAsync(string token) =>
        System.Net.WebUtility.HtmlDecode(await app.Connect(keepsCookies: false).GetStringAsync(CertificateTokens.Path + Uri.EscapeDataString(token), Cancel))
            .Replace(CertificateTokens.Path + Uri.EscapeDataString(token), CertificateTokens.Path, StringComparison.Ordinal).Replace(CertificateTokens.Path + token, CertificateTokens.Path, StringComparison.Ordinal);

    private static string TokenOf(string address) => address[(address.LastIndexOf('/') + 1)..];

    // Without what every answer makes anew, and without the address it was asked at.
    private static string Plain(string page) => Random().Replace(page, "");

    [GeneratedRegex("""(__RequestVerificationToken" value="[^"]+"|returnUrl" value="[^"]*"|<!--Blazor.*?-->)""")]
    private static partial Regex Random();
}
