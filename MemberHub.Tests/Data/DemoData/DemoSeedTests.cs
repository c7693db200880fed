using System.Text.RegularExpressions;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.DemoData;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Audit;
using MemberHub.Features.Ledger;
using MemberHub.Features.Members;
using MemberHub.Features.Notices;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Data.DemoData;

public sealed partial class DemoSeedTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_society_has_members_of_every_kind()
    {
        await using var database = await SeededAsync();
        var members = await database.Members.Include(member => member.Affiliations).ToListAsync(TestContext.Current.CancellationToken);
        var categories = await database.MemberCategories.CountAsync(TestContext.Current.CancellationToken);
        var names = members.Select(member => member.Person.Name).ToList();

        Assert.InRange(members.Count, 290, 310);
        Assert.Equal(categories, members.Select(member => member.CategoryId).Distinct().Count());
        Assert.Contains(members, member => member.RankId is not null);
        Assert.Contains(members, member => member.HasWithdrawnBy(Today));
        Assert.Contains(members, member => member.Affiliations.Count == 0);
        Assert.Contains(members, member => member.Affiliations.Count == 2);
        Assert.All(["髙橋", "山﨑", "渡邉", "濵田"], family => Assert.Contains(names, name => name.StartsWith(family, StringComparison.Ordinal)));
        Assert.True(names.Count > names.Distinct().Count());
        Assert.All(members, member => Assert.True(member.JoinedOn < Today && (member.WithdrawnOn is null || member.WithdrawnOn > member.JoinedOn)));
    }

    [Fact]
    public async Task Arrears_of_every_kind_stand_in_the_ledger()
    {
        await using var database = await SeededAsync();
        var open = await OpenYearsAsync(database);

        Assert.All([0, 1, 2, 3], years => Assert.Contains(open.Values, charges => charges.Count(charge => charge.IsOpen) == years));
        Assert.Contains(open.Values, charges => charges.Count(charge => charge.IsOpen) > 4);
        Assert.Contains(open.Values.SelectMany(charges => charges), charge => charge.IsOpen && charge.Allocated > Yen.Zero);
        Assert.Contains(open.Values.SelectMany(charges => charges), charge => charge.StageOn(Today) == ChargeStage.Waived);
        Assert.NotEqual(0, await database.Credits.CountAsync(TestContext.Current.CancellationToken));
        Assert.True(await database.Members.CountAsync(TestContext.Current.CancellationToken) > open.Count); // honorary members owe nothing
        Assert.Contains(open.Values, charges => charges[0].Amount == new Yen(150_000)); // three units
    }

    [Fact]
    public async Task Every_yen_that_came_is_allocated_or_credited()
    {
        await using var database = await SeededAsync();
        var cancel = TestContext.Current.CancellationToken;
        var payments = await database.Payments.ToListAsync(cancel);
        var allocations = (await database.Allocations.ToListAsync(cancel)).ToLookup(item => item.PaymentId);
        var credits = (await database.Credits.ToListAsync(cancel)).ToLookup(item => item.PaymentId);

        Assert.NotEmpty(payments);
        Assert.All(payments, payment => Assert.Equal(payment.Amount, allocations[payment.Id].Total(item => item.Amount) + credits[payment.Id].Total(item => item.Amount)));
        Assert.All(payments, payment => Assert.True(payment.ReceivedOn < Today));
        Assert.All((await OpenYearsAsync(database)).Values.SelectMany(charges => charges), charge => Assert.True(charge.Allocated + charge.Waived <= charge.Amount));
    }

    [Fact]
    public async Task Only_the_printed_accounts_have_the_printed_password()
    {
        await using var database = await SeededAsync();
        var accounts = await database.Users.ToListAsync(TestContext.Current.CancellationToken);
        using var scope = app.Services.CreateScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();
        var printed = DemoSignIns.Members.Select(member => member.Login).Concat(DemoSignIns.Staff.Select(staff => staff.Login)).Order(StringComparer.Ordinal);

        var withPassword = accounts.Where(account => account.PasswordHash is not null).ToList();

        Assert.Equal(printed, withPassword.Select(account => account.UserName!).Order(StringComparer.Ordinal));
        Assert.All(withPassword, account => Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(account, account.PasswordHash!, DemoSignIns.Password)));
        Assert.All(accounts, account => Assert.True(account.Email is null || EmailAddress.FaultOf(account.Email) is null));
        Assert.Contains(accounts, account => account.Email is null);
        Assert.Equal([StaffRole.Secretary, StaffRole.Accountant, StaffRole.SystemAdministrator], await database.StaffAssignments.OrderBy(staff => staff.Id).Select(staff => staff.Role).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_its_office_did_is_told_in_words()
    {
        await using var database = await SeededAsync();
        using var scope = app.Services.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<AuditWords>();
        var entries = await database.AuditEntries.Select(entry => new { entry.Action, entry.Details }).ToListAsync(TestContext.Current.CancellationToken);
        var facts = entries.SelectMany(entry => words.Facts(entry.Action, entry.Details)).ToList();

        Assert.Contains(facts, fact => fact is { Before: "申請済み", Value: "承認済み" });
        Assert.Equal("", string.Join(", ", facts.SelectMany(fact => new[] { fact.Label, fact.Before ?? "", fact.Value }).Where(word => CodeName().IsMatch(word)).Distinct()));
        Assert.DoesNotContain(facts, fact => fact.Before is null && fact.Value.Length == 0);
    }

    [Fact]
    public async Task The_same_day_makes_the_same_society()
    {
        await using var other = new TestApp();
        await using var first = await SeededAsync();
        await using var second = await SeededAsync(other);

        var members = await RosterAsync(first);

        Assert.NotEmpty(members);
        Assert.Equal(members, await RosterAsync(second));
        Assert.Equal(await TotalAsync(first), await TotalAsync(second));
    }

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        await using var database = await SeededAsync();
        var before = await TotalAsync(database);

        Assert.True(await SeedAsync(app));

        Assert.Equal(before, await TotalAsync(database));
    }

    [Fact]
    public async Task The_office_has_slips_in_every_state_and_of_every_age()
    {
        await using var database = await SeededAsync();
        var slips = await database.PaymentOrders.Include(order => order.Events).Where(order => order.Method == PaymentMethod.PaymentSlip).ToListAsync(Cancel);
        var states = slips.ToLookup(slip => slip.State, slip => JapanTime.DateOf(slip.CreatedUtc));

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], states[OrderState.SlipRequested].Select(day => Today.DayNumber - day.DayNumber).Distinct().Order());
        Assert.All([OrderState.SlipApproved, OrderState.SlipSent, OrderState.SlipReturned, OrderState.SlipRejected], state => Assert.NotEmpty(states[state]));
        Assert.All(await DemoMembersAsync(database), id => Assert.DoesNotContain(slips, slip => slip.MemberId == id)); // they choose for themselves
    }

    [Fact]
    public async Task The_office_has_money_that_is_certain_doubtful_short_and_a_strangers()
    {
        await using var database = await SeededAsync();

        var inbox = (await app.Services.GetRequiredService<OpenInbox>().RunAsync(await StaffAsync(database, StaffRole.Accountant), InboxFilter.All, 1, Cancel)).Value!;

        Assert.True(inbox.Rows.Count(row => row.Grade == MatchGrade.Certain) >= 6);
        Assert.True(inbox.Rows.Count(row => row.Grade == MatchGrade.NeedsCheck) >= 2);
        Assert.Contains(inbox.Rows, row => row.Grade == MatchGrade.None);
        Assert.Contains(inbox.Rows, row => row.Choices.Any(choice => choice.IsShortByFee));
        Assert.Contains(inbox.Rows, row => row.Choices.Any(choice => choice.Parts.Count == 2));
    }

    [Fact]
    public async Task The_office_has_something_in_its_other_queues()
    {
        await using var database = await SeededAsync();
        var draft = await database.BillingRuns.SingleAsync(Cancel);

        Assert.Equal((BillingState.Drafted, Today.Year + 1), (draft.State, draft.FiscalYear.Year));
        Assert.True(draft.Count > 200);
        Assert.Equal(1, await database.PaymentTasks.CountAsync(task => task.DoneUtc == null, Cancel));
        Assert.Equal(1, await database.FailedMails().CountAsync(Cancel));
        Assert.Equal(2, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(SaveNotice), Cancel));
        Assert.Equal(1, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(ExportMailingList), Cancel));
    }

    [Fact]
    public async Task The_ledger_is_sound()
    {
        await using var database = await SeededAsync();

        Assert.All(await app.Services.GetRequiredService<VerifyLedger>().RunAsync(Cancel), result => Assert.True(result.Holds, result.Name));
    }

    [Fact]
    public async Task A_database_with_a_real_member_is_left_alone()
    {
        var society = await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        var category = await database.MemberCategories.FirstAsync(TestContext.Current.CancellationToken);
        database.Add(new Member(MemberNumber.Parse("0000001"), "実在　花子", "じつざい　はなこ", category.Id, null));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);

        Assert.False(await SeedAsync(app));

        Assert.Equal(1, await database.Members.CountAsync(TestContext.Current.CancellationToken));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<List<long>> DemoMembersAsync(MemberHubDbContext database)
    {
        var logins = DemoSignIns.Members.Select(member => member.Login).ToList();
        return await (from link in database.AccountMembers join account in database.Users on link.AccountId equals account.Id where logins.Contains(account.UserName!) select link.MemberId).ToListAsync(Cancel);
    }

    private static async Task<Actor> StaffAsync(MemberHubDbContext database, StaffRole role)
    {
        var person = await database.StaffAssignments.FirstAsync(item => item.Role == role, Cancel);
        return new Actor(person.AccountId, person.SocietyId, null, [role]);
    }

    private Task<MemberHubDbContext> SeededAsync() => SeededAsync(app);

    private static async Task<MemberHubDbContext> SeededAsync(TestApp app)
    {
        Assert.True(await SeedAsync(app));
        return app.Databases.Open((await app.SocietyAsync()).Id);
    }

    private static Task<bool> SeedAsync(TestApp app) => app.Services.GetRequiredService<DemoSeed>().RunAsync(TestContext.Current.CancellationToken);

    private static async Task<Dictionary<long, List<ChargePosition>>> OpenYearsAsync(MemberHubDbContext database)
    {
        var cancel = TestContext.Current.CancellationToken;
        var paid = (await database.Allocations.ToListAsync(cancel)).ToLookup(item => item.ChargeId, item => item.Amount);
        var waived = (await database.Waivers.ToListAsync(cancel)).ToLookup(item => item.ChargeId, item => item.Amount);
        return (await database.DuesCharges.ToListAsync(cancel))
            .GroupBy(charge => charge.MemberId)
            .ToDictionary(member => member.Key, member => member.Select(charge => Position(charge, paid[charge.Id].Total(), waived[charge.Id].Total())).ToList());
    }

    private static ChargePosition Position(DuesCharge charge, Yen paid, Yen waived) => new()
    {
        ChargeId = charge.Id,
        Year = charge.FiscalYear,
        Item = charge.Item,
        CategoryName = charge.CategoryName,
        Amount = charge.Amount,
        Allocated = paid,
        Waived = waived,
        PayableFrom = charge.PayableFrom,
        DueOn = charge.DueOn,
        PeriodStart = charge.PeriodStart,
        PeriodEnd = charge.PeriodEnd,
    };

    private static Task<List<string>> RosterAsync(MemberHubDbContext database) =>
        database.Members.OrderBy(member => member.Number).Select(member => member.Person.Name + member.Person.Home.Address + member.Person.MobilePhone).ToListAsync(TestContext.Current.CancellationToken);

    private static async Task<(int Members, Yen Paid)> TotalAsync(MemberHubDbContext database) =>
        (await database.Members.CountAsync(TestContext.Current.CancellationToken),
            (await database.Payments.Select(payment => payment.Amount).ToListAsync(TestContext.Current.CancellationToken)).Total());

    // As the program names things, not people.
    [GeneratedRegex("^[a-z]*([A-Z][a-z]+)+$")]
    private static partial Regex CodeName();
}
