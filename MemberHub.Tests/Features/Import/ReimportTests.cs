using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Import;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Import;

/// <summary>The office imports again and again: what it changed in the file follows, what was entered here stays.</summary>
public sealed class ReimportTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        Assert.Equal(0, (await ImportAsync(new RosterFile().Add().AddSecond(), new DuesFile().AddPaid().Add(year: "2026"))).ExitCode);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_only_the_file_changed_is_taken_and_written_to_the_trail()
    {
        var answer = await ImportAsync(
            new RosterFile().Add(("所属部署", "輸血部"), ("退会日", "2026-03-31"), ("メールアドレス", "mariko@example.jp"), ("称号", "評議員")).AddSecond(),
            new DuesFile().AddPaid().Add(year: "2026"));

        Assert.Equal(new(2, Updated: 1, Unchanged: 1), answer.Json.Members);
        Assert.Empty(answer.Json.Conflicts);
        var member = await MemberAsync();
        Assert.Equal(("輸血部", new DateOnly(2026, 3, 31)), (member.Affiliations[0].Details.Department, member.WithdrawnOn));
        await using var database = await OpenAsync();
        Assert.True(await database.Users.AnyAsync(user => user.NormalizedEmail == "MARIKO@EXAMPLE.JP", Cancel));
        Assert.Equal("評議員", (await database.Ranks.SingleAsync(rank => rank.Id == member.RankId, Cancel)).NameJa);
        var entry = await database.AuditEntries.OrderByDescending(item => item.Id).FirstAsync(item => item.MemberId == member.Id, Cancel);
        Assert.Contains("輸血部", entry.Details, StringComparison.Ordinal);
        Assert.Contains("臨床検査部", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_see_is_nothing_at_first_and_no_file_changes_it()
    {
        var imported = await MemberAsync();
        Assert.Equal((VisibleFields.None, VisibleFields.None), (imported.Person.Visible, imported.Affiliations[0].Details.Visible));
        await ChangeAsync(person => person with { Visible = VisibleFields.Email });
        await using (var database = await OpenAsync())
        {
            var member = await database.Members.Include(item => item.Affiliations).SingleAsync(item => item.Id == imported.Id, Cancel);
            member.Affiliate([member.Affiliations[0].Details with { Visible = VisibleFields.Institution }]);
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Equal(1, (await ImportAsync(new RosterFile().Add(("所属部署", "輸血部"), ("性別", "男")).AddSecond(), new DuesFile())).Json.Members.Updated);

        var after = await MemberAsync();
        Assert.Equal((VisibleFields.Email, VisibleFields.Institution, "輸血部"), (after.Person.Visible, after.Affiliations[0].Details.Visible, after.Affiliations[0].Details.Department));
    }

    [Fact]
    public async Task What_was_changed_here_stays_and_is_listed_while_the_rest_follows_the_file()
    {
        await ChangeAsync(person => person with { MobilePhone = "080-0999-9999" });

        var same = await ImportAsync(new RosterFile().Add().AddSecond(), new DuesFile());
        var other = await ImportAsync(new RosterFile().Add(("携帯番号", "070-0111-1111"), ("性別", "男")).AddSecond(), new DuesFile());

        Assert.Equal((2, 2), (same.Json.Members.Unchanged, Assert.Single(same.Json.Conflicts).Line));
        var conflict = Assert.Single(other.Json.Conflicts);
        Assert.Equal(("携帯番号", "0000101", "080-0999-9999", "070-0111-1111"), (conflict.Column, conflict.MemberNumber, conflict.Kept, conflict.Offered));
        Assert.Equal(1, other.Json.Members.Updated);
        var person = (await MemberAsync()).Person;
        Assert.Equal(("080-0999-9999", Sex.Male), (person.MobilePhone, person.Sex));
    }

    [Fact]
    public async Task What_somebody_of_the_office_signs_in_with_stays_while_the_rest_follows_the_file()
    {
        await using (var database = await OpenAsync())
        {
            var account = await database.Users.SingleAsync(user => user.UserName == "takahashi", Cancel);
            database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Accountant, Name = "髙橋 真理子" });
            await database.SaveChangesAsync(Cancel);
        }

        var answer = await ImportAsync(new RosterFile().Add(("メールアドレス", "other@example.jp"), ("ログインID", "other"), ("携帯番号", "070-0111-1111")).AddSecond(), new DuesFile());

        Assert.Equal(["ログインID", "メールアドレス"], answer.Json.Conflicts.Select(conflict => conflict.Column));
        Assert.All(answer.Json.Conflicts, conflict => Assert.Contains("事務局員", conflict.Reason, StringComparison.Ordinal));
        Assert.Equal("070-0111-1111", (await MemberAsync()).Person.MobilePhone);
        await using var after = await OpenAsync();
        Assert.Equal("takahashi@example.jp", (await after.Users.SingleAsync(user => user.UserName == "takahashi", Cancel)).Email);
    }

    [Fact]
    public async Task What_both_changed_to_the_same_is_no_conflict()
    {
        await ChangeAsync(person => person with { MobilePhone = "080-0999-9999" });

        var answer = await ImportAsync(new RosterFile().Add(("携帯番号", "080-0999-9999")).AddSecond(), new DuesFile());

        Assert.Empty(answer.Json.Conflicts);
        Assert.Equal(2, answer.Json.Members.Unchanged);
    }

    [Fact]
    public async Task Further_affiliations_entered_here_stay()
    {
        await using (var database = await OpenAsync())
        {
            var member = await database.Members.Include(item => item.Affiliations).FirstAsync(Cancel);
            member.Affiliate([member.Affiliations[0].Details, new AffiliationDetails { Institution = "青葉大学" }]);
            await database.SaveChangesAsync(Cancel);
        }

        await ImportAsync(new RosterFile().Add(("所属部署", "輸血部")).AddSecond(), new DuesFile());

        Assert.Equal(["輸血部", ""], (await MemberAsync()).Affiliations.Select(work => work.Details.Department));
        Assert.Equal("青葉大学", (await MemberAsync()).Affiliations[1].Details.Institution);
    }

    [Fact]
    public async Task Members_missing_from_the_file_stay()
    {
        var answer = await ImportAsync(new RosterFile().AddSecond(), new DuesFile());

        Assert.Equal(new(1, Unchanged: 1), answer.Json.Members);
        Assert.Equal("0000101", (await MemberAsync()).Number.Digits);
        Assert.Equal(12_000, answer.Json.UnpaidTotal);
    }

    [Fact]
    public async Task Money_that_the_file_learned_of_is_taken_and_taken_back_again()
    {
        var roster = new RosterFile().Add().AddSecond();
        var paid = await ImportAsync(roster, new DuesFile().AddPaid().AddPaid(year: "2026", received: "15000"));
        var unpaid = await ImportAsync(roster, new DuesFile().AddPaid().Add(year: "2026"));
        var waived = await ImportAsync(roster, new DuesFile().AddPaid().Add(year: "2026", method: "免除"));

        Assert.Equal((new ImportCounts(2, Updated: 1, Unchanged: 1), 0), (paid.Json.Dues, paid.Json.UnpaidTotal));
        Assert.Equal((1, 12_000), (unpaid.Json.Dues.Updated, unpaid.Json.UnpaidTotal));
        Assert.Equal((1, 0), (waived.Json.Dues.Updated, waived.Json.UnpaidTotal));
        await using var database = await OpenAsync();
        Assert.Equal((1, 1, 0, 1), (
            await database.Payments.CountAsync(Cancel), await database.Allocations.CountAsync(Cancel), await database.Credits.CountAsync(Cancel),
            await database.Waivers.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_changed_amount_follows_the_file()
    {
        var answer = await ImportAsync(new RosterFile().Add().AddSecond(), new DuesFile().AddPaid().Add(year: "2026", amount: "15000"));

        Assert.Equal((1, 15_000), (answer.Json.Dues.Updated, answer.Json.UnpaidTotal));
    }

    [Fact]
    public async Task Money_recorded_here_stays_and_is_listed_when_the_file_disagrees()
    {
        await RecordAsync(2026, 5_000);
        var roster = new RosterFile().Add().AddSecond();

        var disagrees = await ImportAsync(roster, new DuesFile().AddPaid().Add(year: "2026"));
        var agrees = await ImportAsync(roster, new DuesFile().AddPaid().AddPaid(year: "2026", received: "5000"));

        var conflict = Assert.Single(disagrees.Json.Conflicts);
        Assert.Equal(("入金額", 3, "5000", "0"), (conflict.Column, conflict.Line, conflict.Kept, conflict.Offered));
        Assert.Equal(7_000, disagrees.Json.UnpaidTotal);
        Assert.Empty(agrees.Json.Conflicts);
        Assert.Equal(7_000, agrees.Json.UnpaidTotal);
        await using var database = await OpenAsync();
        Assert.Equal(1, await database.Payments.CountAsync(payment => payment.Source == PaymentSource.Office, Cancel));
    }

    [Fact]
    public async Task What_was_paid_too_much_is_compared_as_well()
    {
        await RecordAsync(2026, 12_000);
        var roster = new RosterFile().Add().AddSecond();

        var disagrees = await ImportAsync(roster, new DuesFile().AddPaid().AddPaid(year: "2026", received: "13000"));
        var agrees = await ImportAsync(roster, new DuesFile().AddPaid().AddPaid(year: "2026"));

        var conflict = Assert.Single(disagrees.Json.Conflicts);
        Assert.Equal(("入金額", "12000", "13000"), (conflict.Column, conflict.Kept, conflict.Offered));
        Assert.Empty(agrees.Json.Conflicts);
    }

    [Fact]
    public async Task Names_to_sign_in_with_pass_from_one_member_to_another()
    {
        var given = await ImportAsync(new RosterFile().Add(("メールアドレス", "mariko@example.jp")).AddSecond(("メールアドレス", "takahashi@example.jp")), new DuesFile());
        var exchanged = await ImportAsync(
            new RosterFile().Add(("ログインID", "yamazaki"), ("メールアドレス", "takahashi@example.jp")).AddSecond(("ログインID", "takahashi"), ("メールアドレス", "mariko@example.jp")), new DuesFile());

        Assert.Equal((0, 2), (given.ExitCode, given.Json.Members.Updated));
        Assert.Equal((0, 2), (exchanged.ExitCode, exchanged.Json.Members.Updated));
        await using var database = await OpenAsync();
        Assert.Equal(
            [("TAKAHASHI", "MARIKO@EXAMPLE.JP"), ("YAMAZAKI", "TAKAHASHI@EXAMPLE.JP")],
            (await database.Users.OrderBy(user => user.NormalizedUserName).ToListAsync(Cancel)).Select(user => (user.NormalizedUserName!, user.NormalizedEmail!)));
    }

    [Fact]
    public async Task A_name_is_not_free_when_the_row_that_gives_it_up_is_refused()
    {
        await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000500").AddAsync();

        var answer = await ImportAsync(new RosterFile().Add(("ログインID", "member0000500")).AddSecond(("ログインID", "takahashi")), new DuesFile());

        Assert.Equal([(2, "ログインID"), (3, "ログインID")], answer.Json.Rejected.Select(fault => (fault.Line, fault.Column)));
    }

    [Fact]
    public async Task A_charge_that_is_being_paid_is_left_alone()
    {
        await using (var database = await OpenAsync())
        {
            var open = await database.DuesCharges.SingleAsync(charge => charge.FiscalYear == new FiscalYear(2026), Cancel);
            database.Add(new PaymentOrder(open.MemberId, PaymentMethod.BankTransfer, new string('a', PaymentOrder.RequestKeyLength), app.Clock.UtcNow(), [(open.Id, open.Amount)]));
            await database.SaveChangesAsync(Cancel);
        }

        var answer = await ImportAsync(new RosterFile().Add().AddSecond(), new DuesFile().AddPaid().AddPaid(year: "2026"));

        Assert.Contains("手続き中", Assert.Single(answer.Json.Conflicts).Reason, StringComparison.Ordinal);
        Assert.Equal(12_000, answer.Json.UnpaidTotal);
    }

    private Task<ImportAnswer> ImportAsync(RosterFile roster, DuesFile dues) => new ImportRunner(app).RunAsync(roster, dues);

    private async Task<MemberHubDbContext> OpenAsync() => app.Databases.Open((await app.SocietyAsync()).Id);

    private async Task<Member> MemberAsync()
    {
        await using var database = await OpenAsync();
        return await database.Members.Include(member => member.Affiliations.OrderBy(work => work.Ordinal)).OrderBy(member => member.Number).FirstAsync(Cancel);
    }

    private async Task ChangeAsync(Func<PersonalDetails, PersonalDetails> change)
    {
        await using var database = await OpenAsync();
        var member = await database.Members.OrderBy(item => item.Number).FirstAsync(Cancel);
        member.Change(change(member.Person));
        await database.SaveChangesAsync(Cancel);
    }

    private async Task RecordAsync(int year, long amount)
    {
        await using var database = await OpenAsync();
        var charge = await database.DuesCharges.SingleAsync(item => item.FiscalYear == new FiscalYear(year), Cancel);
        var payment = new Payment(charge.MemberId, new Yen(amount), new DateOnly(2026, 3, 1), PaymentMethod.BankTransfer, PaymentSource.Office);
        database.Add(payment);
        await database.SaveChangesAsync(Cancel);
        database.Add(new Allocation(payment.Id, charge.Id, payment.Amount));
        await database.SaveChangesAsync(Cancel);
    }
}
