using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Invoicing;

public sealed class ReaddressInvoiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_old_invoice_is_void_and_each_names_the_other()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        var old = await world.Money.InvoiceAsync(member, 24_000);

        var next = (await world.Get<ReaddressInvoice>().RunAsync(world.Secretary, old, InvoicingWorld.Readdress("さくら大学病院"), Cancel)).OrThrow();

        var (former, document) = (await world.DocumentAsync(old), await world.DocumentAsync(next));
        Assert.Equal(("I-2026-000002", former.Id, "さくら大学病院", new Yen(24_000)), (next, document.ReplacesId, document.Counterparty, document.Amount));
        Assert.Equal([DocumentFileKind.Original, DocumentFileKind.Voided], former.Files.Select(file => file.Kind).Order());
        Assert.Contains("さくら大学病院", PdfTools.Text(document.Files.Single().Bytes), StringComparison.Ordinal);
        var open = world.Get<OpenInvoiceRecord>();
        Assert.Equal(next, (await open.RunAsync(world.Money.Viewer, old, Cancel)).OrThrow().ReplacedBy);
        Assert.Equal(old, (await open.RunAsync(world.Money.Viewer, next, Cancel)).OrThrow().Replaces);
        Assert.Equal([OrderState.Cancelled, OrderState.AwaitingTransfer], await world.StatesAsync(member));
        await using var context = world.Open();
        Assert.Equal("機関名の変更", (await context.AuditEntries.SingleAsync(entry => entry.Action == nameof(ReaddressInvoice), Cancel)).Reason);
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Theory]
    [InlineData("000001")]
    [InlineData("000002")]
    public async Task Money_for_the_old_and_for_the_new_number_settles_the_same_years(string number)
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = new[] { await world.Money.OwingAsync("0000101", (2026, 12_000)), await world.Money.OwingAsync("0000102", (2026, 14_000)) };
        var old = (await world.Get<IssueJointInvoice>().RunAsync(world.Secretary, InvoicingWorld.Joint(await world.ChargesAsync(members), 26_000), Cancel)).OrThrow();
        var next = (await world.Get<ReaddressInvoice>().RunAsync(world.Secretary, old, InvoicingWorld.Readdress("さくら大学病院"), Cancel)).OrThrow();
        Assert.Equal(["0000101", "0000102"], (await world.ContentAsync(next)).Members.Select(member => member.Number));

        var row = await world.Money.RowAsync(await world.Money.TypeInAsync(26_000, number));
        Assert.Equal(MatchGrade.Certain, row.Grade);
        (await world.Money.SettleAsync(world.Money.Accountant, row)).OrThrow();

        Assert.Equal([OrderState.Cancelled, OrderState.Paid], await world.StatesAsync(members[0]));
        Assert.Equal([OrderState.Cancelled, OrderState.Paid], await world.StatesAsync(members[1]));
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task A_second_press_leads_to_the_same_invoice_and_another_change_starts_from_the_newest()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2026, 12_000));
        var old = await world.Money.InvoiceAsync(member, 12_000);
        var readdress = world.Get<ReaddressInvoice>();
        var form = InvoicingWorld.Readdress("さくら大学病院");

        var presses = await Task.WhenAll(readdress.RunAsync(world.Secretary, old, form, Cancel), readdress.RunAsync(world.Secretary, old, form, Cancel));

        Assert.All(presses, press => Assert.Equal("I-2026-000002", press.OrThrow()));
        Assert.IsType<InvoiceHandled>((await readdress.RunAsync(world.Money.Accountant, old, InvoicingWorld.Readdress("あおば病院"), Cancel)).Refusal);
        Assert.IsType<AddresseeUnchanged>((await readdress.RunAsync(world.Money.Accountant, "I-2026-000002", InvoicingWorld.Readdress("さくら大学病院"), Cancel)).Refusal);
        Assert.Equal("I-2026-000003", (await readdress.RunAsync(world.Money.Accountant, "I-2026-000002", InvoicingWorld.Readdress("あおば病院"), Cancel)).OrThrow());
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task An_invoice_that_is_paid_unknown_or_of_another_society_is_left_alone()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var member = await world.Money.OwingAsync("0000101", (2026, 12_000));
        var number = await world.Money.InvoiceAsync(member, 12_000);
        var readdress = world.Get<ReaddressInvoice>();

        Assert.IsType<NoSuchInvoice>((await readdress.RunAsync(world.Secretary, "I-2026-000009", InvoicingWorld.Readdress("x"), Cancel)).Refusal);
        Assert.IsType<NoSuchInvoice>((await readdress.RunAsync(world.Secretary with { SocietyId = world.Secretary.SocietyId + 1 }, number, InvoicingWorld.Readdress("x"), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await readdress.RunAsync(member, number, InvoicingWorld.Readdress("x"), Cancel)).Refusal);
        (await world.Money.SettleAsync(world.Money.Accountant, await world.Money.RowAsync(await world.Money.TypeInAsync(12_000, "000001")))).OrThrow();
        Assert.Equal("入金済", Assert.IsType<InvoiceHandled>((await readdress.RunAsync(world.Secretary, number, InvoicingWorld.Readdress("x"), Cancel)).Refusal).What);
        Assert.Null((await world.DocumentAsync(number)).VoidedUtc);
    }
}
