using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Papers;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

/// <summary>Charges by hand, their correction, and the day of joining.</summary>
public sealed class RaiseChargeTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly TestApp app = new();
    private Actor accountant = default!;
    private long member;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var added = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Charged(2026, 12_000, paid: 12_000).AddAsync();
        (accountant, member) = (added with { MemberId = null, Roles = [StaffRole.Accountant] }, added.MemberId!.Value);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_charge_by_hand_is_claimed_at_once_under_its_name_and_the_member_is_told()
    {
        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RaiseAsync(Form()))));
        Assert.Single(pressed, result => result.Succeeded);
        Assert.All(pressed.Where(result => !result.Succeeded), result => Assert.IsType<ChargeExists>(result.Refusal));
        (await RaiseAsync(Form("論文掲載料"))).OrThrow();

        var claim = (await LedgerAsync()).ToClaim();
        Assert.Equal(new Yen(5_000), claim.Total);
        var line = claim.Lines.First(charge => charge.Title == "講習会テキスト代");
        Assert.Equal((DuesItem.Individual, 2026, Today, new DateOnly(2026, 12, 20)), (line.Item, line.Year.Year, line.PayableFrom, line.DueOn));
        Assert.Equal("2026年度 個別請求 講習会テキスト代（正会員）", InvoiceWording.Line(line, "ja").Description);
        await using var database = app.Databases.Open(accountant.SocietyId);
        var mail = await database.OutboxMails.OrderBy(row => row.Id).FirstAsync(Cancel);
        Assert.Contains("個別請求（講習会テキスト代）", mail.Body, StringComparison.Ordinal);
        Assert.Contains("2,500円", mail.Body, StringComparison.Ordinal);
        Assert.Equal("申込み", (await database.AuditEntries.OrderBy(row => row.Id).FirstAsync(row => row.Action == nameof(RaiseCharge), Cancel)).Reason);
    }

    [Fact]
    public async Task What_cannot_be_charged_is_refused()
    {
        Assert.IsType<FormNotValid>((await RaiseAsync(Form(""))).Refusal);
        Assert.IsType<FormNotValid>((await RaiseAsync(With(form => form.Item = DuesItem.AnnualDues))).Refusal);
        Assert.IsType<FormNotValid>((await RaiseAsync(With(form => form.Amount = "0"))).Refusal);
        Assert.IsType<FormNotValid>((await RaiseAsync(With(form => form.Reason = " "))).Refusal);
        Assert.IsType<DueDateWrong>((await RaiseAsync(With(form => form.DueOn = "2026-11-21"))).Refusal);
        Assert.IsType<ChargeTooLarge>((await RaiseAsync(With(form => form.Amount = "100000001"))).Refusal);
        Assert.IsType<NoSuchMember>((await Get<RaiseCharge>().RunAsync(accountant, "0000999", Form(), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<RaiseCharge>().RunAsync(accountant with { Roles = [StaffRole.Secretary] }, "0000101", Form(), Cancel)).Refusal);
        Assert.True((await LedgerAsync()).ToClaim().IsEmpty);
    }

    [Fact]
    public async Task An_increase_asks_for_the_difference_and_leaves_what_was_charged()
    {
        var charge = (await LedgerAsync()).Charges[0].ChargeId;
        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => IncreaseAsync(charge, 12_000))));
        Assert.Single(pressed, result => result.Succeeded);
        Assert.All(pressed.Where(result => !result.Succeeded), result => Assert.Equal((14_000, nameof(IncreaseCharge)), result.Refusal is ChargeMoved moved ? (moved.Now.Value, moved.Last?.Action) : default));

        var line = Assert.Single((await LedgerAsync()).ToClaim().Lines);
        Assert.Equal((12_000, 2_000, 14_000, 2_000), (line.Amount.Value, line.Corrected.Value, line.Charged.Value, line.Open.Value));
        Assert.EndsWith("残額", InvoiceWording.Line(line, "ja").Description, StringComparison.Ordinal);
        var record = (await Get<OpenMemberRecord>().RunAsync(accountant, "0000101", Cancel)).OrThrow();
        Assert.Equal((nameof(IncreaseCharge), "口数の誤り"), (record.History[0].Action, record.History[0].Reason));
        Assert.Equal(new ChangedField("Charged", "12,000円", "14,000円"), Assert.Single(record.History[0].Fields));

        (await Get<WaiveCharge>().RunAsync(accountant, member, new WaiveForm { ChargeId = charge, Shown = 2_000, Kind = WaiverKind.Correction, Amount = "2000", Reason = "増額の取消" }, Cancel)).OrThrow();
        Assert.True((await LedgerAsync()).ToClaim().IsEmpty);
        Assert.IsType<FormNotValid>((await Get<WaiveCharge>().RunAsync(accountant, member, new WaiveForm { ChargeId = charge, Kind = WaiverKind.Increase, Amount = "1", Reason = "x" }, Cancel)).Refusal);
    }

    [Fact]
    public async Task A_charge_that_is_being_paid_and_one_of_another_are_not_increased()
    {
        (await RaiseAsync(Form())).OrThrow();
        var charge = (await LedgerAsync()).ToClaim().Lines[0].ChargeId;
        (await Get<IssueInvoice>().RunAsync(accountant with { MemberId = member }, new InvoiceForm { Institution = "丘の上病院", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 2_500 }, Cancel)).OrThrow();

        Assert.IsType<ChargeIsBeingPaid>((await IncreaseAsync(charge, 2_500)).Refusal);
        Assert.IsType<NoSuchCharge>((await Get<IncreaseCharge>().RunAsync(accountant, member + 1, Increase(charge, 2_500), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<IncreaseCharge>().RunAsync(accountant with { Roles = [StaffRole.Secretary] }, member, Increase(charge, 2_500), Cancel)).Refusal);
    }

    [Fact]
    public async Task The_day_of_joining_is_the_offices_to_correct_and_its_history_stays()
    {
        var secretary = accountant with { Roles = [StaffRole.Secretary] };
        var fields = (await Get<OpenOfficeFields>().RunAsync(secretary, "0000101", Cancel)).OrThrow();
        JoinedForm Form(string day) => new() { Version = fields.Version, Day = day, Reason = "入会申込書と照合" };

        Assert.IsType<JoinedUnchanged>((await Get<CorrectJoining>().RunAsync(secretary, "0000101", Form("2010-04-01"), Cancel)).Refusal);
        Assert.IsType<JoinedInFuture>((await Get<CorrectJoining>().RunAsync(secretary, "0000101", Form("2028-01-01"), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<CorrectJoining>().RunAsync(accountant, "0000101", Form("2009-04-01"), Cancel)).Refusal);
        (await Get<CorrectJoining>().RunAsync(secretary, "0000101", Form("平成21年4月1日"), Cancel)).OrThrow();
        Assert.IsType<MemberChangedMeanwhile>((await Get<CorrectJoining>().RunAsync(secretary, "0000101", Form("2008-04-01"), Cancel)).Refusal);

        var record = (await Get<OpenMemberRecord>().RunAsync(secretary, "0000101", Cancel)).OrThrow();
        Assert.Equal(new DateOnly(2009, 4, 1), record.JoinedOn);
        Assert.Equal(new ChangedField("JoinedOn", "2010-04-01", "2009-04-01"), Assert.Single(record.History[0].Fields));
    }

    private static RaiseForm Form(string name = "講習会テキスト代") => new() { Name = name, Amount = "２，５００円", DueOn = "2026年12月20日", Reason = "申込み" };

    private static RaiseForm With(Action<RaiseForm> change)
    {
        var form = Form();
        change(form);
        return form;
    }

    private static IncreaseForm Increase(long charge, long shown) => new() { ChargeId = charge, Shown = shown, Amount = "2000", Reason = "口数の誤り" };

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private Task<Result<Done>> RaiseAsync(RaiseForm form) => Get<RaiseCharge>().RunAsync(accountant, "0000101", form, Cancel);

    private Task<Result<Done>> IncreaseAsync(long charge, long shown) => Get<IncreaseCharge>().RunAsync(accountant, member, Increase(charge, shown), Cancel);

    private async Task<MemberLedger> LedgerAsync()
    {
        await using var database = app.Databases.Open(accountant.SocietyId);
        return await database.ReadLedgerAsync(member, Today, Cancel);
    }
}
