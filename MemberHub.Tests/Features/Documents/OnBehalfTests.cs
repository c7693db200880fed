using System.Net;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Documents;

/// <summary>What the office issues for a member who phones.</summary>
public sealed class OnBehalfTests : DocumentsWorld
{
    [Fact]
    public async Task The_office_issues_for_the_member_and_stands_in_the_trail()
    {
        var member = await Member().Charged(2025, 12_000, paid: 12_000).Charged(2026, 12_000).AddAsync();
        var office = await OfficeAsync("0000101");
        var payment = await PaymentOfAsync(member);
        Assert.Null((await App.Services.GetRequiredService<OpenReceipt>().RunAsync(office, payment, Cancel)).OrThrow().Issued);

        var first = (await Issue.RunAsync(office, payment, Form(), Cancel)).OrThrow();
        Assert.Equal(1, (await Reissue.RunAsync(office, first, 1, Cancel)).OrThrow());
        var second = (await Change.RunAsync(office, first, Form("青葉　太郎"), Cancel)).OrThrow();
        var quotation = (await IssuePaper.RunAsync(office, Paper(DocumentKind.Quotation, 12_000), Cancel)).OrThrow();

        Assert.Equal(second, (await Issue.RunAsync(member, payment, Form(), Cancel)).OrThrow());
        Assert.Equal(quotation, Assert.Single((await App.Services.GetRequiredService<OpenClaimPapers>().RunAsync(member, "", Cancel)).OrThrow().Issued).Number);
        await using var database = App.Databases.Open(Society.Id);
        var trail = await database.AuditEntries.OrderBy(entry => entry.Id).Where(entry => entry.MemberId == member.MemberId).Select(entry => new { entry.Action, entry.AccountId }).ToListAsync(Cancel);
        Assert.Equal(["OpenMemberRecord", "IssueReceipt", "ReissueReceipt", "ChangeReceiptAddressee", "IssueClaimPaper"], trail.Select(entry => entry.Action));
        Assert.All(trail, entry => Assert.Equal(office.AccountId, entry.AccountId));
    }

    [Fact]
    public async Task Nobody_issues_for_a_member_without_the_right_or_for_nobody()
    {
        var member = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var other = await Member("0000102").AddAsync();
        var (office, payment) = (await OfficeAsync("0000101"), await PaymentOfAsync(member));
        Actor[] refused =
        [
            office with { Roles = [StaffRole.Viewer] },
            office with { OnBehalfOf = "0000199" },
            office with { OnBehalfOf = "x" },
            other with { OnBehalfOf = "0000101" },
            await StaffOfAnotherSocietyAsync(office),
        ];

        await Assert.AllAsync(refused, async actor => Assert.Equal(new NotAllowed(), (await Issue.RunAsync(actor, payment, Form(), Cancel)).Refusal));
        Assert.Equal(new PaymentNotFound(), (await Issue.RunAsync(office with { OnBehalfOf = "0000102" }, payment, Form(), Cancel)).Refusal);
        Assert.Equal(0, await CountAsync(database => database.IssuedDocuments));
    }

    [Fact]
    public async Task The_page_of_an_issued_receipt_offers_a_copy_and_another_addressee()
    {
        var member = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var (number, payment) = (await IssuedAsync(member), await PaymentOfAsync(member));
        var office = await OfficeAsync("0000101");
        using var client = await App.ClientOfAsync(office);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/office/members/0000101/receipt/{payment}", Cancel));
        Assert.All(new[] { number, "領収書を再発行", $"領収書 {number} は取り消されます", "取り消して新しく発行" }, words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.DoesNotContain("/payments/history", page, StringComparison.Ordinal);
        Assert.Contains($"/office/members/0000101/receipt/{payment}", await client.GetStringAsync("/office/members/0000101", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/office/members/0000199/papers", Cancel)).StatusCode);
    }

    private async Task<Actor> OfficeAsync(string number) =>
        new((await App.AddStaffAsync("jimu", StaffRole.Secretary)).Id, Society.Id, null, [StaffRole.Secretary]) { OnBehalfOf = number };
}
