using System.Net;
using MemberHub.Data.Accounts;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Ledger;
using MemberHub.Features.Members;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class OfficeChangesTests : IAsyncLifetime
{
    private const string Number = "0000101";

    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_change_for_a_coming_year_waits_for_it_and_billing_can_read_it()
    {
        var staff = await StaffAsync();

        await RunAsync<ClassifyMember>(use => use.RunAsync(staff, Number, new ClassifyForm { Category = "Supporting", Units = "３", From = 2027, Reason = "賛助会員へ" }, Cancel));

        var before = await MemberAsync(staff);
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            Assert.Empty(await database.ReadComingChangesAsync(new FiscalYear(2026), Cancel));
            Assert.Equal(3, (await database.ReadComingChangesAsync(new FiscalYear(2028), Cancel))[before.Id].Units);
        }

        Assert.Equal(0, await app.Services.GetRequiredService<ApplyMemberChanges>().RunAsync(Cancel));
        Assert.Equal(1, before.Units);
        app.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(1, await app.Services.GetRequiredService<ApplyMemberChanges>().RunAsync(Cancel));
        Assert.Equal(0, await app.Services.GetRequiredService<ApplyMemberChanges>().RunAsync(Cancel));
        var after = await MemberAsync(staff);
        Assert.Equal((3, "賛助会員"), (after.Units, await CategoryAsync(staff, after.CategoryId)));
    }

    [Fact]
    public async Task A_change_for_the_year_that_runs_counts_at_once_and_the_trail_has_old_and_new()
    {
        var staff = await StaffAsync();

        await RunAsync<ClassifyMember>(use => use.RunAsync(staff, Number, new ClassifyForm { Category = "Regular", Rank = "Councillor", From = 2026, Reason = "評議員に選任" }, Cancel));

        var record = (await app.Services.GetRequiredService<OpenMemberRecord>().RunAsync(staff, Number, Cancel)).OrThrow();
        Assert.Equal("評議員", record.RankJa);
        Assert.Equal(new ChangedField("Rank", "", "評議員"), Assert.Single(record.History[0].Fields));
        Assert.Equal("評議員に選任", record.History[0].Reason);
    }

    [Fact]
    public async Task A_change_for_last_year_does_not_undo_the_one_that_counts_since_this_year()
    {
        var staff = await StaffAsync();

        await RunAsync<ClassifyMember>(use => use.RunAsync(staff, Number, new ClassifyForm { Category = "Supporting", Units = "3", From = 2026, Reason = "賛助会員へ" }, Cancel));
        var version = (await MemberAsync(staff)).Version;
        await RunAsync<ClassifyMember>(use => use.RunAsync(staff, Number, new ClassifyForm { Version = version, Category = "Regular", Units = "1", From = 2025, Reason = "前年度の訂正" }, Cancel));

        Assert.Equal(0, await app.Services.GetRequiredService<ApplyMemberChanges>().RunAsync(Cancel));
        var member = await MemberAsync(staff);
        Assert.Equal((3, "賛助会員"), (member.Units, await CategoryAsync(staff, member.CategoryId)));
    }

    [Fact]
    public async Task A_colleague_who_opened_the_page_before_is_told_who_was_faster()
    {
        var staff = await StaffAsync();
        await app.NameStaffAsync(staff, "今野 桂子");
        var version = (await MemberAsync(staff)).Version;
        await RunAsync<SetDelivery>(use => use.RunAsync(staff, Number, new DeliveryForm { Version = version, Stopped = true, StopReason = "宛先不明で返送" }, Cancel));

        var late = await app.Services.GetRequiredService<GrantLeave>().RunAsync(staff, Number, new LeaveForm { Version = version, From = 2027, Through = 2028, Reason = "留学" }, Cancel);

        Assert.Equal(new MemberChangedMeanwhile(new LatestChange("今野 桂子", nameof(SetDelivery), app.Clock.UtcNow())), late.Refusal);
        var member = await MemberAsync(staff);
        Assert.Equal((new DateOnly(2026, 11, 22), "宛先不明で返送"), (member.DeliveryStoppedOn, member.DeliveryStopReason));
    }

    [Fact]
    public async Task Years_of_rest_do_not_overlap()
    {
        var staff = await StaffAsync();
        await RunAsync<GrantLeave>(use => use.RunAsync(staff, Number, new LeaveForm { From = 2027, Through = 2028, Reason = "留学" }, Cancel));
        var version = (await MemberAsync(staff)).Version;

        var second = await app.Services.GetRequiredService<GrantLeave>().RunAsync(staff, Number, new LeaveForm { Version = version, From = 2028, Through = 2029, Reason = "延長" }, Cancel);
        var reversed = await app.Services.GetRequiredService<GrantLeave>().RunAsync(staff, Number, new LeaveForm { Version = version, From = 2031, Through = 2030, Reason = "延長" }, Cancel);

        Assert.IsType<RestsAlready>(second.Refusal);
        Assert.IsType<FormNotValid>(reversed.Refusal);
    }

    [Fact]
    public async Task A_leave_is_shortened_and_taken_back_and_billing_and_the_journal_list_follow()
    {
        var staff = await StaffAsync();
        await app.NameStaffAsync(staff, "今野 桂子");
        await RunAsync<GrantLeave>(use => use.RunAsync(staff, Number, new LeaveForm { From = 2027, Through = 2029, Reason = "留学" }, Cancel));
        var opened = (await app.Services.GetRequiredService<OpenOfficeFields>().RunAsync(staff, Number, Cancel)).OrThrow();
        Assert.Equal((new FiscalYear(2027), new FiscalYear(2029), new FiscalYear(2027)), Assert.Single(opened.Leaves));

        var pressed = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => ShortenAsync(staff, opened.Version, "2027-2027"))));
        Assert.Single(pressed, result => result.Succeeded);
        Assert.Equal(new MemberChangedMeanwhile(new LatestChange("今野 桂子", nameof(ShortenLeave), app.Clock.UtcNow())), pressed.Single(result => !result.Succeeded).Refusal);
        Assert.Equal([2027], await RestingAsync(staff));
        var record = (await app.Services.GetRequiredService<OpenMemberRecord>().RunAsync(staff, Number, Cancel)).OrThrow();
        Assert.Equal((nameof(ShortenLeave), "早く帰国"), (record.History[0].Action, record.History[0].Reason));
        Assert.Equal(new ChangedField("Leave", "2027〜2029年度", "2027〜2027年度"), Assert.Single(record.History[0].Fields));

        Assert.Null((await ShortenAsync(staff, (await MemberAsync(staff)).Version, "2027-")).Refusal);
        Assert.Empty(await RestingAsync(staff));
    }

    [Fact]
    public async Task A_year_billed_as_one_of_rest_stays_one_and_what_was_typed_wrongly_is_refused()
    {
        var staff = await StaffAsync();
        await RunAsync<GrantLeave>(use => use.RunAsync(staff, Number, new LeaveForm { From = 2026, Through = 2028, Reason = "留学" }, Cancel));
        await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000102").Charged(2027, 12_000).AddAsync();
        var version = (await MemberAsync(staff)).Version;

        Assert.Equal(new LeaveYearSettled(new FiscalYear(2026)), (await ShortenAsync(staff, version, "2026-")).Refusal);
        Assert.Equal(new LeaveYearSettled(new FiscalYear(2027)), (await ShortenAsync(staff, version, "2026-2026")).Refusal);
        foreach (var choice in new[] { "", "2026-2028", "2027-2027", "2026", "2026-2025" })
        {
            Assert.IsType<FormNotValid>((await ShortenAsync(staff, version, choice)).Refusal);
        }

        Assert.IsType<FormNotValid>((await ShortenAsync(staff, version, "2026-2027", " ")).Refusal);
        Assert.IsType<NotAllowed>((await ShortenAsync(staff with { Roles = [StaffRole.Accountant] }, version, "2026-2027")).Refusal);
        Assert.Equal(new FiscalYear(2028), (await app.Services.GetRequiredService<OpenOfficeFields>().RunAsync(staff, Number, Cancel)).OrThrow().Leaves[0].Free);
        Assert.Null((await ShortenAsync(staff, version, "2026-2027")).Refusal);
        Assert.Equal([2026, 2027], await RestingAsync(staff));
    }

    [Theory]
    [InlineData(MemberLeaving.Expulsion)]
    [InlineData(MemberLeaving.Death)]
    public async Task A_membership_ends_on_a_day_with_its_kind(MemberLeaving kind)
    {
        var staff = await StaffAsync();

        await RunAsync<EndMembership>(use => use.RunAsync(staff, Number, new EndForm { Kind = kind, Day = "令和8年11月20日", Reason = "理事会決議" }, Cancel));

        var member = await MemberAsync(staff);
        Assert.Equal((kind, new DateOnly(2026, 11, 20)), (member.Leaving, member.WithdrawnOn));
        var early = await app.Services.GetRequiredService<EndMembership>().RunAsync(staff, Number, new EndForm { Version = member.Version, Day = "2009-01-01", Reason = "誤り" }, Cancel);
        Assert.IsType<LeftBeforeJoining>(early.Refusal);
    }

    [Fact]
    public async Task Ending_a_membership_takes_off_the_years_that_begin_after_it_and_no_other()
    {
        var staff = await StaffAsync();
        var member = await MemberAsync(staff);
        var society = await app.SocietyAsync();
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            var calendar = society.Settings.Calendar;
            database.AddRange(new[] { 2026, 2027 }.Select(year => new DuesCharge(member.Id, new FiscalYear(year), DuesItem.AnnualDues, new Yen(12_000), "正会員", calendar)));
            database.Add(new DuesCharge(member.Id, DuesItem.Individual, "テキスト代", new Yen(3_000), "正会員", new DateOnly(2027, 1, 5), new DateOnly(2027, 2, 28), calendar));
            await database.SaveChangesAsync(Cancel);
        }

        await RunAsync<EndMembership>(use => use.RunAsync(staff, Number, new EndForm { Version = member.Version, Kind = MemberLeaving.Death, Day = "2026-11-20", Reason = "ご家族から" }, Cancel));

        await using var read = app.Databases.Open(staff.SocietyId);
        var charges = (await read.ReadLedgerAsync(member.Id, new DateOnly(2026, 11, 22), Cancel)).Charges;
        Assert.Equal([12_000, 0, 3_000], charges.OrderBy(charge => charge.Year).ThenBy(charge => charge.Item).Select(charge => charge.Open.Value));
        Assert.Equal("2026年11月20日の退会・除名・逝去のため", charges.Single(charge => !charge.IsOpen).WaiverReason);
        var entry = await read.AuditEntries.SingleAsync(row => row.Action == nameof(EndMembership), Cancel);
        Assert.Contains("\"TakenOff\":[{", entry.Details.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_of_leaving_that_is_corrected_brings_back_what_the_wrong_one_took_off()
    {
        var staff = await StaffAsync();
        var member = await MemberAsync(staff);
        var calendar = (await app.SocietyAsync()).Settings.Calendar;
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            var charges = new[] { 2026, 2027, 2028, 2029 }.Select(year => new DuesCharge(member.Id, new FiscalYear(year), DuesItem.AnnualDues, new Yen(12_000), "正会員", calendar)).ToList();
            database.AddRange(charges);
            await database.SaveChangesAsync(Cancel);
            var part = new Payment(member.Id, new Yen(5_000), new DateOnly(2026, 11, 1), PaymentMethod.BankTransfer, PaymentSource.Office);
            part.Allocate(charges[2].Id, new Yen(5_000));
            database.Add(part);
            database.Add(new Waiver(charges[1].Id, new Yen(2_000), "災害による減免", new DateOnly(2026, 11, 1)));
            await database.SaveChangesAsync(Cancel);
        }

        await EndAsync("2026-11-20");
        Assert.Equal([12_000, 0, 0, 0], await OpenAsync(member));
        await EndAsync("2028-03-31");
        Assert.Equal([12_000, 10_000, 7_000, 0], await OpenAsync(member));
        await EndAsync("2027-12-31");
        Assert.Equal([12_000, 10_000, 0, 0], await OpenAsync(member));

        await using var read = app.Databases.Open(staff.SocietyId);
        var last = (await read.ReadLedgerAsync(member.Id, new DateOnly(2026, 11, 22), Cancel)).Charges.Single(charge => charge.Year == new FiscalYear(2029));
        Assert.Equal("2027年12月31日の退会・除名・逝去のため", last.WaiverReason);
        var trail = await read.AuditEntries.Where(row => row.Action == nameof(EndMembership)).OrderBy(row => row.Id).Select(row => row.Details).ToListAsync(Cancel);
        Assert.Equal([false, true, false], trail.Select(details => details.Replace(" ", "", StringComparison.Ordinal).Contains("\"OwedAgain\":[{", StringComparison.Ordinal)));
        Assert.All(await app.Services.GetRequiredService<VerifyLedger>().RunAsync(Cancel), check => Assert.True(check.Holds, check.Name));

        async Task EndAsync(string day)
        {
            var version = (await MemberAsync(staff)).Version;
            await RunAsync<EndMembership>(use => use.RunAsync(staff, Number, new EndForm { Version = version, Kind = MemberLeaving.Death, Day = day, Reason = "ご家族から" }, Cancel));
        }
    }

    [Fact]
    public async Task A_death_that_is_told_a_year_late_takes_off_the_year_that_has_begun_and_the_page_says_what_went_and_what_stays()
    {
        var staff = await StaffAsync();
        var member = await MemberAsync(staff);
        await ChargeAsync(member, 2025, 2026, 2027, 2028, 2029);
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            var charges = await database.DuesCharges.OrderBy(charge => charge.FiscalYear).ToListAsync(Cancel);
            database.Add(new PaymentOrder(member.Id, PaymentMethod.BankTransfer, new string('a', PaymentOrder.RequestKeyLength), app.Clock.UtcNow(), [(charges[2].Id, charges[2].Amount)]));
            foreach (var (charge, amount) in new[] { (charges[3], 12_000), (charges[4], 5_000) })
            {
                var payment = new Payment(member.Id, new Yen(amount), new DateOnly(2026, 11, 1), PaymentMethod.BankTransfer, PaymentSource.Office);
                payment.Allocate(charge.Id, payment.Amount);
                database.Add(payment);
            }

            await database.SaveChangesAsync(Cancel);
        }

        await RunAsync<EndMembership>(use => use.RunAsync(staff, Number, new EndForm { Version = member.Version, Kind = MemberLeaving.Death, Day = "2025-12-20", Reason = "ご家族から" }, Cancel));

        Assert.Equal([12_000, 0, 12_000, 0, 0], await OpenAsync(member));
        await using (var read = app.Databases.Open(staff.SocietyId))
        {
            Assert.Equal([12_000, 7_000], (await read.Waivers.OrderBy(waiver => waiver.Id).Select(waiver => waiver.Amount).ToListAsync(Cancel)).Select(amount => amount.Value));
            Assert.Equal(0, await read.Credits.CountAsync(Cancel));
        }

        var clerk = await app.ClientOfAsync(await BillingOffice.StaffAsync(app.Databases, await app.SocietyAsync(), "jimu", "今野 桂子", StaffRole.Secretary));
        var page = WebUtility.HtmlDecode(await clerk.GetStringAsync(new Uri($"/office/members/{Number}?saved=1", UriKind.Relative), Cancel));
        Assert.Contains("請求を取り消した年会費：2026年度、2029年度", page, StringComparison.Ordinal);
        Assert.Contains("お支払い手続き中のため、請求が残っている年会費：2027年度", page, StringComparison.Ordinal);
        Assert.Contains("入金済みで、そのままにした年会費：2028年度、2029年度", page, StringComparison.Ordinal);
        Assert.DoesNotContain("もう一度請求する年会費", page, StringComparison.Ordinal);
        Assert.All(await app.Services.GetRequiredService<VerifyLedger>().RunAsync(Cancel), check => Assert.True(check.Holds, check.Name));
    }

    [Fact]
    public async Task An_end_entered_for_the_wrong_person_is_taken_back_with_what_it_took_off()
    {
        var staff = await StaffAsync();
        await app.NameStaffAsync(staff, "今野 桂子");
        var member = await MemberAsync(staff);
        await ChargeAsync(member, 2025, 2026, 2027);
        Assert.IsType<HasNotLeft>((await RestoreAsync(member.Version)).Refusal);
        await RunAsync<EndMembership>(use => use.RunAsync(staff, Number, new EndForm { Version = member.Version, Kind = MemberLeaving.Death, Day = "2025-12-20", Reason = "ご家族から" }, Cancel));
        Assert.Equal([12_000, 0, 0], await OpenAsync(member));
        var version = (await MemberAsync(staff)).Version;
        Assert.IsType<FormNotValid>((await RestoreAsync(version, " ")).Refusal);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => RestoreAsync(version))));

        Assert.Single(pressed, result => result.Succeeded);
        Assert.Equal(new MemberChangedMeanwhile(new LatestChange("今野 桂子", nameof(RestoreMembership), app.Clock.UtcNow())), pressed.Single(result => !result.Succeeded).Refusal);
        var back = await MemberAsync(staff);
        Assert.Equal((null, null), (back.Leaving, back.WithdrawnOn));
        Assert.Equal([12_000, 12_000, 12_000], await OpenAsync(member));
        var record = (await app.Services.GetRequiredService<OpenMemberRecord>().RunAsync(staff, Number, Cancel)).OrThrow();
        Assert.Equal((nameof(RestoreMembership), "別の会員の逝去"), (record.History[0].Action, record.History[0].Reason));
        Assert.Equal(
            [new("Leaving", "Death", ""), new("WithdrawnOn", "2025-12-20", ""), new ChangedField("YearsOwedAgain", "", "2026, 2027")], record.History[0].Fields);
        Assert.All(await app.Services.GetRequiredService<VerifyLedger>().RunAsync(Cancel), check => Assert.True(check.Holds, check.Name));

        Task<Result<Done>> RestoreAsync(int seen, string reason = "別の会員の逝去") =>
            app.Services.GetRequiredService<RestoreMembership>().RunAsync(staff, Number, new RestoreForm { Version = seen, Reason = reason }, Cancel);
    }

    [Fact]
    [Trait("Runs", "Once")]
    public async Task Only_the_page_of_somebody_who_has_left_offers_the_way_back_and_it_leads_there()
    {
        var staff = await StaffAsync();
        var version = (await MemberAsync(staff)).Version;
        var clerk = await app.ClientOfAsync(await BillingOffice.StaffAsync(app.Databases, await app.SocietyAsync(), "jimu", "今野 桂子", StaffRole.Secretary));
        Assert.Matches("<section[^>]*aria-labelledby=\"restore\"[^>]* hidden", await PageAsync());
        await RunAsync<EndMembership>(use => use.RunAsync(staff, Number, new EndForm { Version = version, Kind = MemberLeaving.Expulsion, Day = "2026-11-20", Reason = "理事会決議" }, Cancel));

        var page = await PageAsync();

        Assert.DoesNotMatch("<section[^>]*aria-labelledby=\"restore\"[^>]* hidden", page);
        Assert.Contains("2026年11月20日に在籍を終えた記録があります（除名）。", page, StringComparison.Ordinal);

        async Task<string> PageAsync() => WebUtility.HtmlDecode(await clerk.GetStringAsync(new Uri($"/office/members/{Number}/office", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_login_that_a_member_has_taken_already_does_not_keep_the_next_one_out()
    {
        var staff = await StaffAsync();
        const string Next = "0000102";
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            var code = (await app.SocietyAsync()).Code;
            database.AddRange(new[] { code + Next, code + Next + "-2" }.Select(login => new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = "x" }));
            await database.SaveChangesAsync(Cancel);
        }

        var form = new AddMemberForm { Name = "渡邉 紗英", Kana = "わたなべ さえ", Category = "Regular", JoinedOn = "2026/12/1" };
        Assert.Equal(Next, (await app.Services.GetRequiredService<AddMember>().RunAsync(staff, form, Cancel)).OrThrow());

        await using var read = app.Databases.Open(staff.SocietyId);
        Assert.Equal(1, await read.Users.CountAsync(account => account.NormalizedUserName!.EndsWith(Next + "-3"), Cancel));
    }

    [Fact]
    public async Task A_new_member_gets_the_next_number_and_can_be_found_and_several_at_once_get_several()
    {
        var staff = await StaffAsync();
        var form = new AddMemberForm { Name = "渡邉 紗英", Kana = "わたなべ さえ", Category = "Regular", JoinedOn = "2026/12/1" };

        var numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.Services.GetRequiredService<AddMember>().RunAsync(staff, form, Cancel))));

        Assert.Equal(["0000102", "0000103", "0000104", "0000105"], numbers.Select(number => number.OrThrow()).Order());
        var list = (await app.Services.GetRequiredService<OpenMemberList>().RunAsync(staff, new MemberFilter { Words = "渡辺紗英" }, 1, Cancel)).OrThrow();
        Assert.Equal(4, list.Count);
        Assert.Equal("渡邉　紗英", list.Rows[0].Name);
    }

    [Fact]
    public async Task An_e_mail_address_belongs_to_one_account()
    {
        var staff = await StaffAsync();
        var form = new AddMemberForm { Name = "渡邉 紗英", Category = "Regular", JoinedOn = "2026/12/1", Email = "Member0000101＠example.jp" };

        Assert.IsType<EmailBelongsToAnother>((await app.Services.GetRequiredService<AddMember>().RunAsync(staff, form, Cancel)).Refusal);
    }

    [Fact]
    public async Task Who_may_not_edit_is_refused_everywhere()
    {
        var viewer = await StaffAsync() with { Roles = [StaffRole.Viewer, StaffRole.Accountant] };
        Refusal?[] refusals =
        [
            (await app.Services.GetRequiredService<ClassifyMember>().RunAsync(viewer, Number, new ClassifyForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<GrantLeave>().RunAsync(viewer, Number, new LeaveForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<SetDelivery>().RunAsync(viewer, Number, new DeliveryForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<ListMember>().RunAsync(viewer, Number, new ListingForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<EndMembership>().RunAsync(viewer, Number, new EndForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<RestoreMembership>().RunAsync(viewer, Number, new RestoreForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<AddMember>().RunAsync(viewer, new AddMemberForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<OpenOfficeFields>().RunAsync(viewer, Number, Cancel)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.IsType<NotAllowed>(refusal));
    }

    private async Task<Actor> StaffAsync() =>
        await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync() with { Roles = [StaffRole.Secretary] };

    private async Task ChargeAsync(Member member, params int[] years)
    {
        var society = await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        database.AddRange(years.Select(year => new DuesCharge(member.Id, new FiscalYear(year), DuesItem.AnnualDues, new Yen(12_000), "正会員", society.Settings.Calendar)));
        await database.SaveChangesAsync(Cancel);
    }

    private async Task<IEnumerable<long>> OpenAsync(Member member)
    {
        await using var database = app.Databases.Open(member.SocietyId);
        return (await database.ReadLedgerAsync(member.Id, new DateOnly(2026, 11, 22), Cancel)).Charges.OrderBy(charge => charge.Year).Select(charge => charge.Open.Value);
    }

    private Task<Result<Done>> ShortenAsync(Actor staff, int version, string choice, string reason = "早く帰国") =>
        app.Services.GetRequiredService<ShortenLeave>().RunAsync(staff, Number, new ShortenLeaveForm { Version = version, Choice = choice, Reason = reason }, Cancel);

    // The years for which billing and the journal list leave the member out: both ask for these rows.
    private async Task<List<int>> RestingAsync(Actor staff)
    {
        var resting = new List<int>();
        await using var database = app.Databases.Open(staff.SocietyId);
        foreach (var year in Enumerable.Range(2026, 4))
        {
            if (await database.LeavesOfAbsence.AnyAsync(leave => leave.MemberId == staff.MemberId && leave.From <= new FiscalYear(year) && leave.Through >= new FiscalYear(year), Cancel))
            {
                resting.Add(year);
            }
        }

        return resting;
    }

    private async Task RunAsync<T>(Func<T, Task<Result<Done>>> run)
        where T : notnull
    {
        var result = await run(app.Services.GetRequiredService<T>());
        Assert.True(result.Succeeded, result.Refusal?.ToString());
    }

    private async Task<Member> MemberAsync(Actor staff)
    {
        await using var database = app.Databases.Open(staff.SocietyId);
        return await database.Members.AsNoTracking().SingleAsync(member => member.Id == staff.MemberId, Cancel);
    }

    private async Task<string> CategoryAsync(Actor staff, long id)
    {
        await using var database = app.Databases.Open(staff.SocietyId);
        return (await database.MemberCategories.SingleAsync(category => category.Id == id, Cancel)).NameJa;
    }
}
