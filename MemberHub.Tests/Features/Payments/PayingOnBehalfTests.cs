using System.Net;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Payments;

/// <summary>What the office begins for a member who asked by telephone: a slip or an invoice over all open years.</summary>
public sealed class PayingOnBehalfTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Actor member = default!;
    private Actor office = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).PostedTo("980-0001", "宮城県仙台市青葉区青葉1-2-3").Charged(2025, 12_000).Charged(2026, 14_000).AddAsync();
        office = new((await app.AddStaffAsync("jimu", StaffRole.Secretary)).Id, member.SocietyId, null, [StaffRole.Secretary]) { OnBehalfOf = "0000101" };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_slip_over_several_years_is_the_members_own_and_the_trail_names_the_clerk()
    {
        var form = Slip();
        var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => StartAsync(office, form))));
        var reference = Assert.Single(pressed.Select(result => result.OrThrow()).Distinct());

        var live = Assert.Single((await Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow().Claim.Live);
        Assert.Equal((reference, PaymentMethod.PaymentSlip, OrderState.SlipRequested, new Yen(26_000), 2), (live.Reference, live.Method, live.State, live.Amount, live.Charges.Count));
        Assert.Equal([(office.AccountId, member.MemberId)], await TrailAsync(nameof(StartOrder)));
        await using var database = app.Databases.Open(member.SocietyId);
        var mail = await database.OutboxMails.SingleAsync(Cancel);
        Assert.Equal("member0000101@example.jp", mail.Recipient);
        Assert.Contains(reference, mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_over_all_years_takes_the_slips_place_and_the_member_finds_it()
    {
        (await StartAsync(office, Slip())).OrThrow();
        Assert.IsType<NothingToPay>((await Get<IssueInvoice>().RunAsync(office, Invoice(26_000), Cancel)).Refusal);

        var form = Invoice(26_000);
        form.Replace = true;
        var number = (await Get<IssueInvoice>().RunAsync(office, form, Cancel)).OrThrow();

        Assert.Equal((number, new Yen(26_000)), (await Get<OpenInvoice>().RunAsync(member, number, Cancel)).OrThrow() is var found ? (found.Number, found.Amount) : default);
        Assert.Equal([(office.AccountId, member.MemberId)], await TrailAsync(nameof(IssueInvoice)));
        Assert.Equal([(office.AccountId, member.MemberId)], await TrailAsync(nameof(CancelOrder)));
    }

    [Fact]
    public async Task Nobody_begins_a_card_payment_for_another_or_anything_without_the_right()
    {
        var other = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000102").AddAsync();
        Actor[] refused = [office with { Roles = [StaffRole.Viewer] }, office with { OnBehalfOf = "0000199" }, other with { OnBehalfOf = "0000101" }, office with { OnBehalfOf = null }];

        await Assert.AllAsync(refused, async actor =>
        {
            Assert.IsType<NotAllowed>((await StartAsync(actor, Slip())).Refusal);
            Assert.IsType<NotAllowed>((await Get<IssueInvoice>().RunAsync(actor, Invoice(26_000), Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await Get<OpenClaim>().RunAsync(actor, freed: false, Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await Get<OpenPayer>().RunAsync(actor, Cancel)).Refusal);
        });
        await Assert.AllAsync(new[] { PaymentMethod.Card, PaymentMethod.ConvenienceStore, PaymentMethod.BankTransfer }, async method => Assert.IsType<NotAllowed>((await StartAsync(office, Slip(method))).Refusal));
        Assert.IsType<ClaimChanged>((await StartAsync(office, Slip(total: 12_000))).Refusal);
        Assert.Equal("member0000101@example.jp", (await Get<OpenPayer>().RunAsync(office, Cancel)).OrThrow().Contact.Email);
    }

    [Fact]
    public async Task The_pages_show_all_open_years_and_say_when_there_is_nothing_to_begin()
    {
        using var client = await app.ClientOfAsync(office with { OnBehalfOf = null });
        var record = await client.GetStringAsync("/office/members/0000101", Cancel);
        foreach (var path in new[] { "/office/members/0000101/slip", "/office/members/0000101/invoice" })
        {
            Assert.Contains(path, record, StringComparison.Ordinal);
            Assert.Contains("26,000円", WebUtility.HtmlDecode(await client.GetStringAsync(path, Cancel)), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path.Replace("101", "199", StringComparison.Ordinal), Cancel)).StatusCode);
        }

        (await StartAsync(office, Slip())).OrThrow();
        Assert.Contains("いまのお支払い手続きを取り消して", WebUtility.HtmlDecode(await client.GetStringAsync("/office/members/0000101/invoice", Cancel)), StringComparison.Ordinal);
        await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000103").AddAsync();
        Assert.DoesNotContain("<button class=\"btn primary\">", await client.GetStringAsync("/office/members/0000103/slip", Cancel), StringComparison.Ordinal);
    }

    private static StartOrderForm Slip(PaymentMethod method = PaymentMethod.PaymentSlip, long total = 26_000) => new() { Method = method, RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = total };

    private static InvoiceForm Invoice(long total) => new() { Institution = "丘の上病院", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = total };

    private Task<Result<string>> StartAsync(Actor actor, StartOrderForm form) => Get<StartOrder>().RunAsync(actor, form, Cancel);

    private async Task<List<(long?, long?)>> TrailAsync(string action)
    {
        await using var database = app.Databases.Open(member.SocietyId);
        return [.. (await database.AuditEntries.Where(entry => entry.Action == action).ToListAsync(Cancel)).Select(entry => (entry.AccountId, entry.MemberId))];
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();
}
