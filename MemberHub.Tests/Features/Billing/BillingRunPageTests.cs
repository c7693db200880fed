using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Billing;

/// <summary>The page of one run: it offers only what can be done.</summary>
public sealed class BillingRunPageTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_draft_whose_list_has_changed_offers_another_draft_instead_of_its_release()
    {
        var society = await app.SocietyAsync();
        await Member(society, "0000101").AddAsync();
        var secretary = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var accountant = await app.AddStaffAsync("keiri", StaffRole.Accountant);
        var form = new DraftBillingForm(2027, new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1));
        var run = (await app.Services.GetRequiredService<DraftBilling>().RunAsync(new Actor(secretary.Id, society.Id, null, [StaffRole.Secretary]), form, Cancel)).OrThrow();
        var client = await app.ClientOfAsync(new Actor(accountant.Id, society.Id, null, []));

        Assert.Equal("1件を承認する", (await PrimaryAsync(client, run)).TextContent.Trim());

        await Member(society, "0000102").AddAsync();
        var primary = await PrimaryAsync(client, run);
        Assert.Equal(("もう一度下見をする", "/office/billing"), (primary.TextContent.Trim(), primary.GetAttribute("href")));
    }

    private RosterBuilder Member(Society society, string number) =>
        new RosterBuilder(app.Databases, society).Numbered(number).PostedTo("980-0011", "宮城県仙台市青葉区上杉9-82-5");

    private static async Task<IElement> PrimaryAsync(HttpClient client, long run) =>
        Assert.Single(new HtmlParser().ParseDocument(await client.GetStringAsync($"/office/billing/{run}", Cancel)).QuerySelectorAll("main .btn.primary"));
}
