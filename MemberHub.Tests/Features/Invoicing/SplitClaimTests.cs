using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Payments;
using MemberHub.Features.Slips;
using MemberHub.Tests.Features.Reconciliation;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Invoicing;

public sealed class SplitClaimTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_chosen_year_gets_an_invoice_of_its_own_and_the_rest_stays_with_the_member()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2024, 12_000), (2025, 12_000), (2026, 14_000));
        var charges = await world.ChargesAsync(member);

        var split = (await world.Get<SplitClaim>().RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split([charges[0], charges[2]]), Cancel)).OrThrow();

        Assert.Equal(["I-2026-000001", "I-2026-000002"], split.Numbers);
        Assert.Equal([new Yen(12_000), new Yen(14_000)], [(await world.DocumentAsync(split.Numbers[0])).Amount, (await world.DocumentAsync(split.Numbers[1])).Amount]);
        Assert.Equal("2024年度 年会費（正会員）", Assert.Single((await world.ContentAsync(split.Numbers[0])).Lines).Description);
        var claim = (await world.Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow().Claim;
        Assert.Equal(2, claim.Live.Count);
        Assert.Equal(2025, Assert.Single(claim.Payable).Year.Year);
        var history = (await world.Get<OpenHistory>().RunAsync(member, Cancel)).OrThrow();
        Assert.Equal(["I-2026-000002", "I-2026-000001"], history.Entries.Select(entry => entry.Order!.InvoiceNumber));
        Assert.Contains("請求書を年度ごとに発行しました", await world.Money.SubjectsAsync());
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task Whoever_is_second_with_a_year_is_told_what_was_done_first()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2026, 14_000));
        var other = await world.Money.OwingAsync("0000102", (2026, 14_000));
        var charge = (await world.ChargesAsync(member))[0];
        var form = InvoicingWorld.Split([charge]);
        var taken = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{form.RequestKey}:{charge}"))))[..32];
        await using (var context = world.Open())
        {
            // The key of the order to come is taken, as if another request had won.
            context.Add(new PaymentOrder(other.MemberId!.Value, PaymentMethod.BankTransfer, taken, new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc), [((await world.ChargesAsync(other))[0], new Yen(14_000))]));
            context.Record(member, new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc), nameof(StartOrder), member.MemberId, new { });
            await context.SaveChangesAsync(Cancel);
        }

        var late = Assert.IsType<YearsTakenMeanwhile>((await world.Get<SplitClaim>().RunAsync(world.Secretary, member.MemberId!.Value, form, Cancel)).Refusal);

        Assert.Equal(new LatestChange("高橋　0000101", nameof(StartOrder), new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc)), late.Last);
    }

    [Fact]
    public async Task The_member_pays_the_rest_and_cancels_one_year_without_touching_the_others()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2024, 12_000), (2025, 12_000), (2026, 14_000));
        var charges = await world.ChargesAsync(member);
        (await world.Get<SplitClaim>().RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split([charges[0], charges[1]]), Cancel)).OrThrow();

        var rest = await world.Money.InvoiceAsync(member, 14_000);
        await using (var context = world.Open())
        {
            var first = await context.PaymentOrders.OrderBy(order => order.Id).FirstAsync(Cancel);
            (await world.Get<CancelOrder>().RunAsync(member, first.Id, Cancel)).OrThrow();
        }

        Assert.Equal([OrderState.Cancelled, OrderState.AwaitingTransfer, OrderState.AwaitingTransfer], await world.StatesAsync(member));
        Assert.Equal("I-2026-000003", rest);
        Assert.Equal(2024, Assert.Single((await world.Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow().Claim.Payable).Year.Year);
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Theory]
    [InlineData("000002", 12_000, OrderState.AwaitingTransfer, OrderState.Paid)]
    [InlineData("000001 000002", 24_000, OrderState.Paid, OrderState.Paid)]
    [InlineData("0000101", 24_000, OrderState.Paid, OrderState.Paid)]
    public async Task A_deposit_settles_the_invoices_it_was_sent_for(string message, long amount, OrderState first, OrderState second)
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        (await world.Get<SplitClaim>().RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split(await world.ChargesAsync(member)), Cancel)).OrThrow();
        var deposit = await world.Money.TypeInAsync(amount, message);

        var row = await world.Money.RowAsync(deposit);
        Assert.Equal(MatchGrade.Certain, row.Grade);
        (await world.Money.SettleAsync(world.Money.Accountant, row)).OrThrow();

        Assert.Equal([first, second], await world.StatesAsync(member));
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task Slips_are_printed_one_per_year_without_a_review()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var member = await new RosterBuilder(app.Databases, society).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").Charged(2025, 12_000).Charged(2026, 14_000).AddAsync();
        var secretary = member with { MemberId = null, Roles = [StaffRole.Secretary] };
        await using var database = app.Databases.Open(society.Id);
        var charges = await database.DuesCharges.OrderBy(charge => charge.FiscalYear).Select(charge => charge.Id).ToListAsync(Cancel);

        var split = (await app.Services.GetRequiredService<SplitClaim>().RunAsync(secretary, member.MemberId!.Value, InvoicingWorld.Split(charges, PaymentMethod.PaymentSlip), Cancel)).OrThrow();

        var orders = await database.PaymentOrders.Include(order => order.Lines).Include(order => order.Events).OrderBy(order => order.Id).ToListAsync(Cancel);
        Assert.Equal([OrderState.SlipApproved, OrderState.SlipApproved], orders.Select(order => order.State));
        Assert.Equal(orders.Select(order => SlipNumber.Of(order.Id, order.CreatedUtc)), split.Numbers);
        var listed = (await app.Services.GetRequiredService<ListSlips>().RunAsync(secretary, new SlipFilter(SlipStage.Approved, 0, 1), Cancel)).OrThrow();
        Assert.Equal([new Yen(12_000), new Yen(14_000)], listed.Rows.Select(row => row.Amount).Order());
        var printed = (await app.Services.GetRequiredService<PrintSlips>().RunAsync(secretary, [.. orders.Select(order => order.Id)], again: false, Cancel)).OrThrow();
        Assert.Equal(2, printed.Count);
    }

    [Fact]
    public async Task An_invoice_over_the_year_is_ended_only_when_the_person_says_so()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        var charges = await world.ChargesAsync(member);
        var whole = await world.Money.InvoiceAsync(member, 24_000);

        var refused = await world.Get<SplitClaim>().RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split([charges[0]]), Cancel);
        var split = (await world.Get<SplitClaim>().RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split([charges[0]], ends: true), Cancel)).OrThrow();

        Assert.Equal(["2025年度"], Assert.IsType<YearsInAttempt>(refused.Refusal).Years);
        Assert.Equal([whole], split.Ended);
        Assert.NotNull((await world.DocumentAsync(whole)).VoidedUtc);
        Assert.Equal(2026, Assert.Single((await world.Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow().Claim.Payable).Year.Year);
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task A_second_press_issues_nothing_more_and_the_reason_is_kept()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        var form = InvoicingWorld.Split(await world.ChargesAsync(member));

        var presses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Get<SplitClaim>().RunAsync(world.Secretary, member.MemberId!.Value, form, Cancel)));

        Assert.All(presses, press => Assert.Equal(["I-2026-000001", "I-2026-000002"], press.OrThrow().Numbers));
        await using var context = world.Open();
        Assert.Equal("病院の会計年度のため", (await context.AuditEntries.SingleAsync(entry => entry.Action == nameof(SplitClaim), Cancel)).Reason);
        Assert.Equal(2, await context.IssuedDocuments.CountAsync(document => document.Kind == DocumentKind.Invoice, Cancel));
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task Without_a_reason_without_a_year_or_without_the_right_nothing_is_issued()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2026, 12_000));
        var charges = await world.ChargesAsync(member);
        var unexplained = InvoicingWorld.Split(charges);
        unexplained.Reason = " ";
        var split = world.Get<SplitClaim>();

        Assert.IsType<InvoicingFormNotValid>((await split.RunAsync(world.Secretary, member.MemberId!.Value, unexplained, Cancel)).Refusal);
        Assert.IsType<InvoicingFormNotValid>((await split.RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split([]), Cancel)).Refusal);
        Assert.IsType<YearNotOpen>((await split.RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split([charges[0] + 1_000]), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await split.RunAsync(world.Money.Viewer, member.MemberId!.Value, InvoicingWorld.Split(charges), Cancel)).Refusal);
        Assert.IsType<NoAddressForSlip>((await split.RunAsync(world.Secretary, member.MemberId!.Value, InvoicingWorld.Split(charges, PaymentMethod.PaymentSlip), Cancel)).Refusal);
        Assert.Empty(await world.StatesAsync(member));
    }
}
