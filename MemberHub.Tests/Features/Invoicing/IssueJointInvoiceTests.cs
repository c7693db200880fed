using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Invoicing;

public sealed class IssueJointInvoiceTests
{
    private const string Hospital = "みなと総合医療センター";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_invoice_over_three_members_is_settled_by_one_certain_proposal()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        var number = await IssueAsync(world, members);

        var deposit = await world.Money.TypeInAsync(50_000, "000001", "ﾐﾅﾄｿｳｺﾞｳｲﾘﾖｳ");
        var row = await world.Money.RowAsync(deposit);
        var settled = (await world.Get<SettleCertain>().RunAsync(world.Money.Accountant, Cancel)).OrThrow();

        Assert.Equal("I-2026-000001", number);
        Assert.Equal(MatchGrade.Certain, row.Grade);
        Assert.Equal(3, Assert.Single(row.Choices).Parts.Count);
        Assert.Equal(1, settled.Count);
        foreach (var member in members)
        {
            Assert.Equal([OrderState.Paid], await world.StatesAsync(member));
            Assert.Empty((await world.Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow().Claim.Payable);
        }

        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task The_paper_names_the_institution_and_lists_every_member()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var number = await IssueAsync(world, await ThreeAsync(world));

        var document = await world.DocumentAsync(number);
        var content = await world.ContentAsync(number);
        var text = PdfTools.Text(document.Files.Single().Bytes);

        Assert.Null(document.MemberId);
        Assert.Equal(Hospital, document.Counterparty);
        Assert.Equal([(12_000L, 1), (12_000L, 2), (14_000L, 1)], content.Lines.Select(line => (line.UnitPrice.Value, line.Quantity)).Order());
        Assert.Equal(["0000101", "0000102", "0000103"], content.Members.Select(member => member.Number));
        Assert.Equal(new Yen(50_000), content.Members.Total(member => member.Total));
        Assert.Contains("会員一覧", text, StringComparison.Ordinal);
        Assert.Contains("御中", text, StringComparison.Ordinal);
        Assert.All(content.Members, member => Assert.Contains(member.Number, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_register_and_its_export_have_it_and_no_member_can_open_it()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        var number = await IssueAsync(world, members);

        var register = (await world.Get<OpenRegister>().RunAsync(world.Secretary, new RegisterForm { Counterparty = "みなと" }, 1, Cancel)).OrThrow();
        var fetch = world.Get<FetchDocument>();

        Assert.True(Assert.Single(register.Rows).IsJoint);
        Assert.NotNull(await fetch.RunAsync(world.Secretary, number, 0, Cancel));
        Assert.Null(await fetch.RunAsync(members[0], number, 0, Cancel));
        Assert.Null(await fetch.RunAsync(members[0] with { MemberId = null }, number, 0, Cancel));
        Assert.Null((await world.Get<OpenInvoice>().RunAsync(members[0] with { MemberId = null }, number, Cancel)).Value);
        using var archive = new MemoryStream();
        await (await world.Get<ExportRegister>().RunAsync(world.Secretary with { ProvedUtc = world.Get<TimeProvider>().GetUtcNow().UtcDateTime }, new RegisterForm(), "税務調査", Cancel)).OrThrow()(archive, Cancel);
        Assert.True(archive.Length > 0);
    }

    [Fact]
    public async Task Each_member_sees_that_the_institution_was_asked_and_cannot_end_it()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        await IssueAsync(world, members);

        var entry = Assert.Single((await world.Get<OpenHistory>().RunAsync(members[0], Cancel)).OrThrow().Entries);
        var claim = (await world.Get<OpenClaim>().RunAsync(members[0], freed: true, Cancel)).OrThrow().Claim;

        Assert.Equal((Hospital, null, false), (entry.Order!.PaidBy, entry.Order.InvoiceNumber, entry.Order.CanBeCancelled));
        Assert.Equal(Hospital, (await world.Get<OpenOrder>().RunAsync(members[0], entry.Order.Reference, Cancel)).OrThrow().PaidBy);
        Assert.Empty(claim.Payable);
        Assert.True(Assert.Single(claim.Live).IsJoint);
        Assert.IsType<AskedOfInstitution>((await world.Get<CancelOrder>().RunAsync(members[0], entry.Order.OrderId, Cancel)).Refusal);
        Assert.IsType<NothingToPay>((await world.Get<IssueInvoice>().RunAsync(
            members[0], new InvoiceForm { Institution = "x", ShownTotal = 12_000, Replace = true, RequestKey = Guid.NewGuid().ToString("N") }, Cancel)).Refusal);
        Assert.Equal(3, (await world.Money.SubjectsAsync()).Count(subject => subject == "会費を勤務先へまとめて請求しました"));
    }

    [Fact]
    public async Task Voiding_frees_every_member_and_another_invoice_can_follow()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        var number = await IssueAsync(world, members);

        (await world.Get<VoidInvoice>().RunAsync(world.Secretary, number, "人事異動のため", Cancel)).OrThrow();
        var again = await world.Get<VoidInvoice>().RunAsync(world.Money.Accountant, number, "もう一度", Cancel);

        Assert.All(members, member => Assert.Equal([OrderState.Cancelled], world.StatesAsync(member).GetAwaiter().GetResult()));
        Assert.Equal([DocumentFileKind.Original, DocumentFileKind.Voided], (await world.DocumentAsync(number)).Files.Select(file => file.Kind).Order());
        Assert.Equal(("取消済み", "野口　健"), Assert.IsType<InvoiceHandled>(again.Refusal) is var handled ? (handled.What, handled.Who) : default);
        Assert.Equal("I-2026-000002", await IssueAsync(world, members));
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task A_settlement_is_undone_for_all_and_a_partly_paid_invoice_is_not_voided()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        var number = await IssueAsync(world, members);
        var deposit = await world.Money.TypeInAsync(50_000, "000001");
        (await world.Money.SettleAsync(world.Money.Accountant, await world.Money.RowAsync(deposit))).OrThrow();

        var refused = await world.Get<VoidInvoice>().RunAsync(world.Secretary, number, "取りやめ", Cancel);
        (await world.Get<UndoSettlement>().RunAsync(world.Money.Accountant, deposit, Cancel)).OrThrow();

        Assert.IsType<InvoiceHandled>(refused.Refusal);
        Assert.Equal([OrderState.AwaitingTransfer], await world.StatesAsync(members[1]));
        Assert.True((await world.Get<OpenInvoiceRecord>().RunAsync(world.Money.Viewer, number, Cancel)).OrThrow().CanBeEnded);
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task A_member_who_pays_alone_leaves_the_invoice_to_the_others()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        var number = await IssueAsync(world, members);
        await using var context = world.Open();
        var own = await world.Money.TypeInAsync(12_000, "0000101");

        (await world.Money.SettleAsync(world.Money.Accountant, await world.Money.RowAsync(own))).OrThrow();
        var partly = await world.Get<VoidInvoice>().RunAsync(world.Secretary, number, "取りやめ", Cancel);
        var rest = await world.Money.TypeInAsync(38_000, "000001");
        var row = await world.Money.RowAsync(rest);
        (await world.Money.SettleAsync(world.Money.Accountant, row)).OrThrow();

        Assert.Equal([OrderState.Paid], await world.StatesAsync(members[0]));
        Assert.IsType<InvoicePartlyPaid>(partly.Refusal);
        Assert.Equal(MatchGrade.Certain, row.Grade);
        Assert.Equal([OrderState.Paid], await world.StatesAsync(members[2]));
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task Members_are_found_by_institution_and_by_number_and_who_owes_nothing_is_named()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        await world.Money.OwingAsync("0000104");
        await world.Money.InvoiceAsync(members[0], 12_000);
        var open = world.Get<OpenJointChoice>();

        var byName = (await open.RunAsync(world.Secretary, "みなと総合", "", Cancel)).OrThrow();
        var byNumber = (await open.RunAsync(world.Secretary, "", "０００0102\n0000103、9999999", Cancel)).OrThrow();

        Assert.Equal(["0000102", "0000103"], byName.Asked.Select(member => member.Number));
        Assert.Equal(["0000101", "0000104"], byName.LeftOut.Select(member => member.Number));
        Assert.Equal(["0000102", "0000103"], byNumber.Asked.Select(member => member.Number));
        Assert.Equal(["9999999"], byNumber.Unknown);
        var pasted = (await open.RunAsync(world.Secretary, "", "102 00103 00000103 なし 1234567890123 2", Cancel)).OrThrow();
        Assert.Equal(["0000102", "0000103"], pasted.Asked.Select(member => member.Number));
        Assert.Equal(["00000103", "なし", "1234567890123", "2"], pasted.Unknown);
        Assert.Empty((await open.RunAsync(world.Secretary, "", "", Cancel)).OrThrow().Members);
    }

    [Fact]
    public async Task Who_is_paying_already_is_named_and_a_changed_total_is_not_issued()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        var charges = await world.ChargesAsync([.. members]);
        var issue = world.Get<IssueJointInvoice>();

        Assert.Equal(new Yen(50_000), Assert.IsType<JointTotalChanged>((await issue.RunAsync(world.Secretary, InvoicingWorld.Joint(charges, 49_000), Cancel)).Refusal).Now);
        await world.Money.InvoiceAsync(members[0], 12_000);
        Assert.Equal(["高橋　0000101（0000101）"], Assert.IsType<MembersInAttempt>((await issue.RunAsync(world.Secretary, InvoicingWorld.Joint(charges, 50_000), Cancel)).Refusal).Members);
        Assert.IsType<NotAllowed>((await issue.RunAsync(world.Money.Viewer, InvoicingWorld.Joint(charges, 50_000), Cancel)).Refusal);
        await using var context = world.Open();
        Assert.Equal(1, await context.IssuedDocuments.CountAsync(Cancel));
    }

    [Fact]
    public async Task Two_people_and_two_presses_issue_one_invoice()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        var form = InvoicingWorld.Joint(await world.ChargesAsync([.. members]), 50_000);
        var other = InvoicingWorld.Joint(form.Charges, 50_000);

        var presses = await Task.WhenAll(
            world.Get<IssueJointInvoice>().RunAsync(world.Secretary, form, Cancel),
            world.Get<IssueJointInvoice>().RunAsync(world.Secretary, form, Cancel),
            world.Get<IssueJointInvoice>().RunAsync(world.Money.Accountant, other, Cancel));

        Assert.Contains(presses, press => press.Succeeded);
        Assert.All(presses.Where(press => press.Succeeded), press => Assert.Equal("I-2026-000001", press.Value));
        await using var context = world.Open();
        Assert.Equal(1, await context.IssuedDocuments.CountAsync(Cancel));
        Assert.Empty(await world.Money.FaultsAsync());
    }

    [Fact]
    public async Task What_an_institution_paid_too_much_is_no_members_but_waits_until_it_was_asked()
    {
        await using var world = await InvoicingWorld.CreateAsync();
        var members = await ThreeAsync(world);
        await IssueAsync(world, members);
        var deposit = await world.Money.TypeInAsync(55_000, "000001", "ﾐﾅﾄｿｳｺﾞｳｲﾘﾖｳ");
        var row = await world.Money.RowAsync(deposit);

        Assert.Equal(MatchGrade.NeedsCheck, row.Grade);
        (await world.Money.SettleAsync(world.Money.Accountant, row)).OrThrow();

        foreach (var member in members)
        {
            Assert.Equal([OrderState.Paid], await world.StatesAsync(member));
        }

        await using var context = world.Open();
        Assert.Empty(await context.Credits.ToListAsync(Cancel));
        var left = Assert.Single((await world.Money.InboxAsync()).Rows);
        Assert.Equal((new Yen(5_000), true), (left.Deposit.Amount, left.Deposit.IsParked));
        Assert.Contains("I-2026-000001", left.Deposit.Note, StringComparison.Ordinal);
        Assert.Empty(await world.Money.FaultsAsync());
    }

    private static async Task<IReadOnlyList<Actor>> ThreeAsync(InvoicingWorld world) =>
    [
        await world.Money.OwingAsync("0000101", (2026, 12_000)),
        await world.Money.OwingAsync("0000102", (2025, 12_000), (2026, 12_000)),
        await world.Money.OwingAsync("0000103", (2026, 14_000)),
    ];

    private static async Task<string> IssueAsync(InvoicingWorld world, IReadOnlyList<Actor> members) =>
        (await world.Get<IssueJointInvoice>().RunAsync(world.Secretary, InvoicingWorld.Joint(await world.ChargesAsync([.. members]), 50_000), Cancel)).OrThrow();
}
