using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Import;

/// <summary>The sample files, whose figures were counted by hand.</summary>
public sealed class ImportSamplesTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("roster.csv", "dues.csv", 3000, 24534, 333_273_000, 280_254_130, 593_850, 870_000, 52_742_720, 1238, 123, 360, 240)]
    [InlineData("roster_cp932.csv", "dues_cp932.csv", 200, 1638, 21_552_000, 18_306_640, 23_220, 55_000, 3_213_580, 77, 9, 24, 16)]
    public async Task The_figures_are_those_counted_from_the_files(
        string roster, string dues, int members, int rows, long charged, long received, long overpaid, long waived, long unpaid, int inArrears,
        int withoutEmail, int withoutAffiliation, int withdrawn)
    {
        var cancel = TestContext.Current.CancellationToken;
        var first = await new ImportRunner(app).SampleAsync(roster, dues);

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(new(members, Created: members), first.Json.Members);
        Assert.Equal(new(rows, Created: rows), first.Json.Dues);
        Assert.Equal((unpaid, inArrears), (first.Json.UnpaidTotal, first.Json.MembersInArrears));
        Assert.Empty(first.Json.Rejected);

        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        Assert.Equal(members, await database.Members.CountAsync(cancel));
        Assert.Equal(members, await database.AccountMembers.CountAsync(cancel));
        Assert.Equal(withdrawn, await database.Members.CountAsync(member => member.WithdrawnOn != null, cancel));
        Assert.Equal(withoutAffiliation, await database.Members.CountAsync(member => member.Affiliations.Count == 0, cancel));
        Assert.Equal(withoutEmail, await database.Users.CountAsync(account => account.Email == null, cancel));
        Assert.Equal(charged, (await database.DuesCharges.Select(charge => charge.Amount).ToListAsync(cancel)).Total().Value);
        Assert.Equal(received, (await database.Payments.Select(payment => payment.Amount).ToListAsync(cancel)).Total().Value);
        Assert.Equal(overpaid, (await database.Credits.Select(credit => credit.Amount).ToListAsync(cancel)).Total().Value);
        Assert.Equal(waived, (await database.Waivers.Select(waiver => waiver.Amount).ToListAsync(cancel)).Total().Value);
        Assert.True(await database.Payments.AllAsync(payment => payment.Source == PaymentSource.Import, cancel));
    }

    [Fact]
    public async Task The_same_files_again_change_nothing_and_the_report_says_so()
    {
        await new ImportRunner(app).SampleAsync("roster_cp932.csv", "dues_cp932.csv");
        var before = await DumpAsync();

        var second = await new ImportRunner(app).SampleAsync("roster_cp932.csv", "dues_cp932.csv");

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(new(200, Unchanged: 200), second.Json.Members);
        Assert.Equal(new(1638, Unchanged: 1638), second.Json.Dues);
        Assert.Equal(3_213_580, second.Json.UnpaidTotal);
        Assert.Empty(second.Json.Conflicts);
        Assert.Contains("変更はありません", second.Notes, StringComparison.Ordinal);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_trial_run_reports_the_same_and_changes_nothing()
    {
        await app.SocietyAsync();
        var before = await DumpAsync();

        var trial = await new ImportRunner(app).SampleAsync("roster_cp932.csv", "dues_cp932.csv", "--dry-run");

        Assert.Equal(0, trial.ExitCode);
        Assert.Equal((200, 1638, 3_213_580, 77), (trial.Json.Members.Created, trial.Json.Dues.Created, trial.Json.UnpaidTotal, trial.Json.MembersInArrears));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_member_comes_in_whole()
    {
        await new ImportRunner(app).SampleAsync("roster.csv", "dues.csv");

        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        var member = await database.Members.Include(item => item.Affiliations)
            .SingleAsync(item => item.Person.Name == "佐藤　幸雄" && item.JoinedOn == new DateOnly(1975, 1, 30), TestContext.Current.CancellationToken);
        var account = await database.Users.SingleAsync(
            user => user.Id == database.AccountMembers.Single(link => link.MemberId == member.Id).AccountId, TestContext.Current.CancellationToken);

        Assert.Equal("0000104", member.Number.Digits);
        Assert.Equal("さとう　ゆきお", member.Person.Kana);
        Assert.Equal(new DateOnly(1938, 6, 30), member.Person.BirthDate);
        Assert.Equal(["医師"], member.Person.Qualifications);
        Assert.Equal("070-0609-9188", member.Person.MobilePhone);
        Assert.Equal("534-0011", member.Person.Home.PostalCode);
        var work = Assert.Single(member.Affiliations);
        Assert.Equal((1, "大阪大学医学部附属病院", "565-0872", "06-0065-5172"), (work.Ordinal, work.Details.Institution, work.Details.Place.PostalCode, work.Details.Place.Phone));
        Assert.Equal(("sato.yukio", "y.sato@hosp.example.ac.jp", null), (account.UserName, account.Email, account.PasswordHash));
        Assert.Equal("SATO.YUKIO", account.NormalizedUserName);
    }

    [Fact]
    public async Task What_supporting_members_were_charged_is_what_they_are_charged_next()
    {
        await new ImportRunner(app).SampleAsync("roster.csv", "dues.csv");
        var society = await app.SocietyAsync();
        var secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary);

        var run = (await app.Services.GetRequiredService<DraftBilling>().RunAsync(secretary, BillingOffice.FormFor(2027), TestContext.Current.CancellationToken)).OrThrow();

        await using var database = app.Databases.Open(society.Id);
        var supporting = (await database.MemberCategories.SingleAsync(category => category.NameJa == "賛助会員", TestContext.Current.CancellationToken)).Id;
        var units = await database.Members.Where(member => member.CategoryId == supporting).Select(member => member.Units).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(1, 51), (2, 33), (3, 6)], units.CountBy(count => count).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
        Assert.Equal(90 + 2_910, await database.Members.CountAsync(member => member.CategoryId == supporting || member.Units == 1, TestContext.Current.CancellationToken));
        var summary = (await database.BillingRuns.SingleAsync(item => item.Id == run, TestContext.Current.CancellationToken)).Summary;
        Assert.Equal((81, new Yen(5_800_000)), summary.Categories.Where(total => total.Category == "賛助会員").Select(total => (total.New, total.Amount)).Single());
        Assert.Equal(0, summary.UnlikeBefore);
    }

    [Fact]
    public async Task Rows_can_still_be_added_after_an_import()
    {
        var society = await app.SocietyAsync();
        await new ImportRunner(app).SampleAsync("roster_cp932.csv", "dues_cp932.csv");

        await new RosterBuilder(app.Databases, society).Numbered("9999999").AddAsync();

        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(201, await database.Members.CountAsync(TestContext.Current.CancellationToken));
    }

    // Every value of every table, so that nothing can change unseen.
    private async Task<string> DumpAsync()
    {
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        return await Dump.OfAsync(database);
    }
}
