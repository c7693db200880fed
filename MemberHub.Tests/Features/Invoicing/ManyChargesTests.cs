using System.Net;
using AngleSharp.Html.Parser;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Invoicing;

/// <summary>An institution with more members and years than a form usually carries.</summary>
public sealed class ManyChargesTests
{
    private const string Page = "/office/documents/joint?q=みなと";
    private const int Members = 300;
    private const int Years = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_joint_invoice_is_issued_over_more_than_a_thousand_charges()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        await AddAsync(app, society);
        var secretary = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        using var client = await app.ClientOfAsync(new Actor(secretary.Id, society.Id, null, [StaffRole.Secretary]));

        using var chosen = await client.GetAsync(Page, Cancel);
        using var look = await SendAsync(client, chosen, "look");
        Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        using var issued = await SendAsync(client, look, "issue", chosen);

        Assert.Equal(HttpStatusCode.Redirect, issued.StatusCode);
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(Members * Years, await database.PaymentOrderLines.CountAsync(Cancel));
        Assert.Equal(new Yen(Members * Years * 12_000), (await database.IssuedDocuments.SingleAsync(Cancel)).Amount);
    }

    [Fact]
    [Asvs("15.2.2")]
    public async Task Other_pages_take_no_longer_forms_than_before()
    {
        await using var app = new TestApp();
        using var client = app.Connect();
        using var form = new FormUrlEncodedContent(Enumerable.Range(0, 1_100).Select(at => new KeyValuePair<string, string>("charge", $"{at}")));

        using var answer = await client.PostAsync("/login", form, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    // As a browser sends it: every box that is ticked, every field, and the button.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpResponseMessage page, string step, HttpResponseMessage? first = null)
    {
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync(Cancel));
        var inputs = document.QuerySelector("input[name=_handler][value=joint]")!.Closest("form")!.QuerySelectorAll("input[name]")
            .Where(input => input.GetAttribute("type") != "checkbox" || input.HasAttribute("checked"))
            .Select(input => new KeyValuePair<string, string>(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))
            .Append(new("step", step));
        using var request = new HttpRequestMessage(HttpMethod.Post, Page) { Content = new FormUrlEncodedContent(inputs) };
        var session = client.DefaultRequestHeaders.GetValues("Cookie").Single();
        request.Headers.Add("Cookie", string.Join("; ", [session, .. (first ?? page).Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])]));
        return await client.SendAsync(request, Cancel);
    }

    private static async Task AddAsync(TestApp app, Society society)
    {
        await using var database = app.Databases.Open(society.Id);
        var category = await database.MemberCategories.FirstAsync(Cancel);
        var members = Enumerable.Range(0, Members).Select(at =>
        {
            var member = new Member(MemberNumber.Parse($"{1_000 + at:D7}"), $"高橋　{at}", "たかはし", category.Id, null);
            member.Affiliate([new AffiliationDetails { Institution = "みなと総合医療センター" }]);
            return member;
        }).ToList();
        database.AddRange(members);
        await database.SaveChangesAsync(Cancel);
        database.AddRange(members.SelectMany(member => Enumerable.Range(0, Years)
            .Select(back => new DuesCharge(member.Id, new FiscalYear(2026 - back), DuesItem.AnnualDues, new Yen(12_000), category.NameJa, society.Settings.Calendar))));
        await database.SaveChangesAsync(Cancel);
    }
}
