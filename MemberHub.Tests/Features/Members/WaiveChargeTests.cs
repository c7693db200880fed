using MemberHub.Components.Texts;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Features.Ledger;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class WaiveChargeTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_waived_part_is_no_longer_owed_and_the_trail_says_why()
    {
        var (staff, member, charge) = await ChargedAsync(12_000, paid: 2_000);

        var waived = await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 10_000, Amount = "４，０００円", Reason = " 海外留学のため ", Kind = WaiverKind.Correction });

        Assert.Equal(new Yen(4_000), waived.OrThrow());
        Assert.Equal(new Yen(6_000), await OpenAsync(staff, member));
        await using var database = app.Databases.Open(staff.SocietyId);
        var row = await database.Waivers.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((WaiverKind.Correction, "海外留学のため", new DateOnly(2026, 11, 22)), (row.Kind, row.Reason, row.GrantedOn));
        var entry = await database.AuditEntries.AsNoTracking().SingleAsync(line => line.Action == nameof(WaiveCharge), Cancel);
        Assert.Equal((staff.AccountId, member, "海外留学のため"), (entry.AccountId, entry.MemberId, entry.Reason));
        Assert.Contains("10,000円", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_is_open_is_refused()
    {
        var (staff, member, charge) = await ChargedAsync(12_000, paid: 2_000);

        var refused = await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 10_000, Amount = "10001", Reason = "誤り" });

        Assert.Equal(new MoreThanOpen(new Yen(10_001), new Yen(10_000)), refused.Refusal);
        Assert.Equal(new Yen(10_000), await OpenAsync(staff, member));
    }

    [Theory]
    [InlineData("", "理由")]
    [InlineData("0", "理由")]
    [InlineData("-5", "理由")]
    [InlineData("千円", "理由")]
    [InlineData("100", " ")]
    public async Task Amount_and_reason_are_needed(string amount, string reason)
    {
        var (staff, member, charge) = await ChargedAsync(12_000);

        Assert.IsType<FormNotValid>((await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Amount = amount, Reason = reason })).Refusal);
    }

    [Theory]
    [InlineData(StaffRole.Secretary)]
    [InlineData(StaffRole.Viewer)]
    [InlineData(StaffRole.SystemAdministrator)]
    public async Task Only_who_may_write_off_waives(StaffRole role)
    {
        var (staff, member, charge) = await ChargedAsync(12_000);

        Assert.IsType<NotAllowed>((await WaiveAsync(staff with { Roles = [role] }, member, new WaiveForm { ChargeId = charge, Amount = "1", Reason = "理由" })).Refusal);
    }

    [Fact]
    public async Task Another_members_charge_is_not_found()
    {
        var (staff, _, charge) = await ChargedAsync(12_000);
        var other = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000999").AddAsync();

        Assert.IsType<NoSuchCharge>((await WaiveAsync(staff, other.MemberId!.Value, new WaiveForm { ChargeId = charge, Amount = "1", Reason = "理由" })).Refusal);
    }

    [Fact]
    public async Task A_charge_that_is_being_paid_is_refused()
    {
        var (staff, member, charge) = await ChargedAsync(12_000);
        var order = await app.Services.GetRequiredService<IssueInvoice>().RunAsync(
            staff with { MemberId = member }, new InvoiceForm { Institution = "丘の上病院", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 12_000 }, Cancel);
        Assert.True(order.Succeeded, order.Refusal?.ToString());

        Assert.IsType<ChargeIsBeingPaid>((await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 12_000, Amount = "1", Reason = "理由" })).Refusal);
    }

    [Fact]
    public async Task Of_two_who_waive_all_of_it_one_is_refused_and_the_ledger_stays_sound()
    {
        var (staff, member, charge) = await ChargedAsync(12_000);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 12_000, Amount = "12000", Reason = "貸倒" }))));

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(Yen.Zero, await OpenAsync(staff, member));
        await using var database = app.Databases.Open(staff.SocietyId);
        Assert.Single(await database.Waivers.ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_part_is_taken_off_once_and_the_second_tab_hears_who_took_it_off_how_much_and_when()
    {
        var (staff, member, charge) = await ChargedAsync(12_000);
        await app.NameStaffAsync(staff, "今野 桂子");
        var form = new WaiveForm { ChargeId = charge, Shown = 12_000, Amount = "3000", Reason = "休学のため", Kind = WaiverKind.Correction };

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => WaiveAsync(staff, member, form))));
        var again = await WaiveAsync(staff, member, form);

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(new Yen(9_000), await OpenAsync(staff, member));
        Assert.Equal(new OpenAmountMoved(new Yen(12_000), new Yen(9_000), new LatestChange("今野 桂子", nameof(WaiveCharge), app.Clock.UtcNow())), again.Refusal);
        Assert.Equal(again.Refusal, results.Single(result => !result.Succeeded).Refusal);
        var said = app.Services.GetRequiredService<RefusalTexts>();
        Assert.StartsWith("画面を開いたあとに、未納額が12,000円から9,000円に変わりました（2026年11月22日 12:00 今野 桂子：会費の免除）。", Spoken.In("ja", () => said.Say(again.Refusal!)), StringComparison.Ordinal);
        Assert.StartsWith("What is open changed from 12,000円 to 9,000円 after you opened the page (22 November 2026 12:00, 今野 桂子: ", Spoken.In("en", () => said.Say(again.Refusal!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_paid_too_much_becomes_credit_once_the_page_has_said_so_and_can_go_back()
    {
        var (staff, member, charge) = await ChargedAsync(15_000, paid: 15_000);
        await app.NameStaffAsync(staff, "今野 桂子");
        var receipt = await ReceiptAsync(staff);
        WaiveForm Form(string amount, long freed, WaiverKind kind = WaiverKind.Correction) =>
            new() { ChargeId = charge, ShownCharged = 15_000, ShownFreed = freed, Amount = amount, Reason = "学生会員の額に訂正", Kind = kind };

        Assert.Equal(new MoreThanOpen(new Yen(5_000), Yen.Zero), (await WaiveAsync(staff, member, Form("5000", 5_000, WaiverKind.Exemption))).Refusal);
        Assert.Equal(new MoreThanOpen(new Yen(5_000), Yen.Zero), (await WaiveAsync(staff, member, Form("5000", 5_000, WaiverKind.WriteOff))).Refusal);
        Assert.Equal(new MoreThanAsked(new Yen(15_001), new Yen(15_000)), (await WaiveAsync(staff, member, Form("15001", 15_001))).Refusal);
        Assert.Equal(new FreesWhatWasPaid(new Yen(5_000)), (await WaiveAsync(staff, member, Form("5000", 0))).Refusal);
        Assert.Equal(new FreesWhatWasPaid(new Yen(5_000)), (await WaiveAsync(staff, member, Form("5000", 500))).Refusal);
        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WaiveAsync(staff, member, Form("5000", 5_000)))));

        Assert.Single(pressed, result => result.Succeeded);
        Assert.All(pressed.Where(result => !result.Succeeded), result => Assert.Equal(
            new ChargeMoved(new Yen(10_000), new LatestChange("今野 桂子", nameof(WaiveCharge), app.Clock.UtcNow())), result.Refusal));
        var ledger = await LedgerAsync(staff, member);
        var position = Assert.Single(ledger.Charges);
        Assert.Equal((15_000, 10_000, 10_000, 0, 5_000), (position.Amount.Value, position.Charged.Value, position.Allocated.Value, position.Open.Value, ledger.Credit.Value));
        await using var database = app.Databases.Open(staff.SocietyId);
        var entry = await database.AuditEntries.AsNoTracking().SingleAsync(line => line.Action == nameof(WaiveCharge), Cancel);
        Assert.Contains("""
            "Open":[],"Charged":["15,000円","10,000円"],"Credited":5000
            """, entry.Details, StringComparison.Ordinal);
        var mail = await database.OutboxMails.AsNoTracking().SingleAsync(row => row.Subject == "請求額の減額訂正のお知らせ", Cancel);
        Assert.Contains("お納めいただいたうち5,000円は、預り金としてお預かりしています。", mail.Body, StringComparison.Ordinal);
        Assert.Null((await database.IssuedDocuments.AsNoTracking().SingleAsync(document => document.Number == receipt, Cancel)).VoidedUtc);
        Assert.Empty(await FaultsAsync());

        var credit = await database.Credits.SingleAsync(row => row.EndedUtc == null, Cancel);
        (await app.Services.GetRequiredService<RefundCredit>().RunAsync(staff, credit.Id, "会費の訂正", Cancel)).OrThrow();
        var more = new WaiveForm { ChargeId = charge, ShownCharged = 10_000, ShownFreed = 1_000, Amount = "1000", Reason = "訂正", Kind = WaiverKind.Correction };
        Assert.IsType<PaidMoneyGoesBack>((await WaiveAsync(staff, member, more)).Refusal);
        (await app.Services.GetRequiredService<FinishRefund>().RunAsync(staff, await database.Refunds.Select(row => row.Id).SingleAsync(Cancel), Cancel)).OrThrow();
        (await WaiveAsync(staff, member, more)).OrThrow();

        Assert.Equal((9_000, 1_000), await LedgerAsync(staff, member) is var left ? (left.Charges.Total(line => line.Allocated).Value, left.Credit.Value) : default);
        Assert.NotNull((await database.IssuedDocuments.AsNoTracking().SingleAsync(document => document.Number == receipt, Cancel)).VoidedUtc);
        Assert.Empty(await FaultsAsync());
    }

    [Fact]
    public async Task The_money_that_came_last_is_freed_first_and_joins_what_is_held_of_it()
    {
        var (staff, member, charge) = await ChargedAsync(14_000, paid: 4_000);
        await using var database = app.Databases.Open(staff.SocietyId);
        var later = new Payment(member, new Yen(8_500), new DateOnly(2026, 11, 20), PaymentMethod.Card, PaymentSource.Import);
        later.Allocate(charge, new Yen(8_000));
        later.CreditTheRest();
        database.Add(later);
        await database.SaveChangesAsync(Cancel);
        database.ChangeTracker.Clear();

        (await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 2_000, ShownCharged = 14_000, ShownFreed = 9_000, Amount = "11,000", Reason = "誤り", Kind = WaiverKind.Correction })).OrThrow();

        var ledger = await LedgerAsync(staff, member);
        Assert.Equal((3_000, 3_000, 0, 9_500), (ledger.Charges[0].Charged.Value, ledger.Charges[0].Allocated.Value, ledger.Charges[0].Open.Value, ledger.Credit.Value));
        Assert.Equal(new Yen(8_500), (await database.Credits.AsNoTracking().SingleAsync(row => row.PaymentId == later.Id && row.EndedUtc == null, Cancel)).Amount);
        Assert.Empty(await FaultsAsync());
    }

    [Fact]
    [Trait("Runs", "Once")]
    public async Task The_page_of_a_settled_charge_says_what_becomes_credit_before_it_does_so()
    {
        var (_, _, charge) = await ChargedAsync(15_000, paid: 15_000);
        await app.AddStaffAsync("keiri", StaffRole.Accountant);
        var desk = new Visitor(app);
        await desk.SignInAsync("keiri", AccountsWorld.Password);
        await desk.SetUpAppAsync(app);
        var address = $"/office/members/0000101/waive/{charge}";
        Dictionary<string, string> Fields(long freed) => new()
        {
            ["Form.Shown"] = "0",
            ["Form.ShownCharged"] = "15000",
            ["Form.ShownFreed"] = $"{freed}",
            ["Form.Kind"] = "Correction",
            ["Form.Amount"] = "5,000",
            ["Form.Reason"] = "学生会員の額に訂正",
        };

        Assert.Contains($"href=\"{address}\"", await desk.ReadAsync("/office/members/0000101"), StringComparison.Ordinal);
        var opened = await desk.ReadAsync(address);
        Assert.Contains("納入済みです。請求額は15,000円で、15,000円まで減らせます。", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"WriteOff\"", opened, StringComparison.Ordinal);
        var asked = await Visitor.TextOf(await desk.SendAsync(address, Fields(0)));
        Assert.Contains("減らす額のうち5,000円は、すでに納められています。", asked, StringComparison.Ordinal);
        Assert.Contains("name=\"Form.ShownFreed\" value=\"5000\"", asked, StringComparison.Ordinal);
        Assert.Contains("減額訂正して5,000円を預り金にする", asked, StringComparison.Ordinal);

        Assert.EndsWith("/office/members/0000101?saved=1", (await desk.SendAsync(address, Fields(5_000))).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private async Task<(Actor Staff, long Member, long Charge)> ChargedAsync(long amount, long paid = 0)
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Charged(2026, amount, paid).AddAsync();
        await using var database = app.Databases.Open(member.SocietyId);
        return (member with { Roles = [StaffRole.Accountant], MemberId = null }, member.MemberId!.Value, (await database.DuesCharges.SingleAsync(Cancel)).Id);
    }

    private async Task<Yen> OpenAsync(Actor staff, long member) => (await LedgerAsync(staff, member)).Charges.Total(charge => charge.Open);

    private async Task<MemberLedger> LedgerAsync(Actor staff, long member)
    {
        await using var database = app.Databases.Open(staff.SocietyId);
        return await database.ReadLedgerAsync(member, new DateOnly(2026, 11, 22), Cancel);
    }

    private async Task<string> ReceiptAsync(Actor staff)
    {
        await using var database = app.Databases.Open(staff.SocietyId);
        var payment = await database.Payments.Select(row => row.Id).SingleAsync(Cancel);
        return (await app.Services.GetRequiredService<IssueReceipt>().RunAsync(
            staff with { OnBehalfOf = "0000101" }, $"{payment}", new ReceiptForm { Person = "髙橋　真理子", Proviso = "年会費として" }, Cancel)).OrThrow();
    }

    private async Task<IReadOnlyList<string>> FaultsAsync() =>
        [.. (await app.Services.GetRequiredService<VerifyLedger>().RunAsync(Cancel)).Where(result => !result.Holds).Select(result => $"{result.Name}: {string.Join(", ", result.Examples)}")];

    private Task<Result<Yen>> WaiveAsync(Actor actor, long member, WaiveForm form) => app.Services.GetRequiredService<WaiveCharge>().RunAsync(actor, member, form, Cancel);
}
