using AngleSharp.Html.Parser;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Invoicing;

/// <summary>Less money than an invoice asks for, as the office sees it.</summary>
public sealed class PartPaymentTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_came_short_stands_in_the_office_as_a_part_until_the_rest_has_come()
    {
        var society = await app.SocietyAsync();
        var member = await new RosterBuilder(app.Databases, society).Numbered("0000101").Charged(2026, 12_000).AddAsync();
        var staff = new Actor((await app.AddStaffAsync("keiri", StaffRole.Accountant)).Id, society.Id, null, [StaffRole.Accountant]);
        var form = new InvoiceForm { Institution = "みなと総合医療センター", ShownTotal = 12_000, RequestKey = Guid.NewGuid().ToString("N") };
        var number = (await Get<IssueInvoice>().RunAsync(member, form, Cancel)).OrThrow();

        await SettleAsync(staff, await TypeInAsync(staff, 5_000));

        Assert.Equal(new OrderMoney(new Yen(12_000), new Yen(5_000), new Yen(5_000), new Yen(7_000)), await MoneyAsync(staff));
        Assert.True((await Get<OpenInvoiceRecord>().RunAsync(staff, number, Cancel)).OrThrow().IsPaidInPart);
        Assert.Equal("一部入金", Assert.IsType<InvoiceHandled>((await Get<VoidInvoice>().RunAsync(staff, number, "病院からの申し出", Cancel)).Refusal).What);
        var office = await app.ClientOfAsync(staff);
        Assert.Contains("一部入金（請求額 12,000円・残り 7,000円）　5,000円", await TextAsync(office, "/office/members/0000101", "[aria-labelledby=orders] li"), StringComparison.Ordinal);
        Assert.EndsWith("一部入金", await TextAsync(office, $"/office/documents/invoice/{number}", "[aria-labelledby=facts] .row"), StringComparison.Ordinal);
        Assert.Contains("一部入金（入金 5,000円・残り 7,000円）", await TextAsync(office, $"/office/documents/invoice/{number}", "[aria-labelledby=who] tbody"), StringComparison.Ordinal);

        var rest = await TypeInAsync(staff, 7_000);
        Assert.Contains(new MatchFact(MatchFactKind.InvoicePaidInPart, null, number, Amount: new Yen(7_000)), (await RowAsync(staff, rest)).Choices[0].Facts);
        await SettleAsync(staff, rest);

        Assert.False((await MoneyAsync(staff))!.IsPaidInPart);
        Assert.False((await Get<OpenInvoiceRecord>().RunAsync(staff, number, Cancel)).OrThrow().IsPaidInPart);
        Assert.Contains("入金済　5,000円", await TextAsync(office, "/office/members/0000101", "[aria-labelledby=orders] li"), StringComparison.Ordinal);
        var more = await RowAsync(staff, await TypeInAsync(staff, 1_000));
        Assert.Contains(more.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.InvoiceHasEnded, Speaks: false });
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private async Task<long> TypeInAsync(Actor staff, long amount) => (await Get<TypeInDeposit>().RunAsync(
        staff, new TypedDeposit { Day = "2026-11-20", Amount = $"{amount}", Message = "000001", RequestKey = Guid.NewGuid().ToString("N") }, Cancel)).OrThrow();

    private async Task<InboxRow> RowAsync(Actor staff, long deposit) =>
        (await Get<OpenInbox>().RunAsync(staff, InboxFilter.All, 1, Cancel)).OrThrow().Rows.Single(row => row.Deposit.Id == deposit);

    private async Task SettleAsync(Actor staff, long deposit) => (await Get<SettleDeposit>().RunAsync(
        staff, ChoiceCode.Read((await RowAsync(staff, deposit)).Choices[0].Code, deposit, false)!, Cancel)).OrThrow();

    private async Task<OrderMoney?> MoneyAsync(Actor staff) => Assert.Single((await Get<OpenMemberRecord>().RunAsync(staff, "0000101", Cancel)).OrThrow().Orders).Money;

    private static async Task<string> TextAsync(HttpClient office, string path, string part) =>
        new HtmlParser().ParseDocument(await office.GetStringAsync(path, Cancel)).QuerySelector(part)!.TextContent.Trim();
}
