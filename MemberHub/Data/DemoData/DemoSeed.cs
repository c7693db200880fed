using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.DemoData;

/// <summary>Fills an empty database with a believable society of some 300 members, so that a first look shows something. For development only.</summary>
public sealed class DemoSeed(MemberHubDatabases databases, SocietySeed societies, IServiceScopeFactory scopes, IServiceProvider services, IEnumerable<IDemoStep> steps, TimeProvider clock)
{
    private const int YearsBack = 7;
    private const string AuditAction = "SeedDemoSociety";

    /// <summary>True where the database holds the demo society, now or from an earlier start; a database with anything else in it is left alone.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var society = await societies.EnsureAsync(cancel);
        await using var database = databases.Open(society.Id);
        if (await database.Members.AnyAsync(cancel) || await database.Users.AnyAsync(cancel))
        {
            return await database.AuditEntries.AnyAsync(entry => entry.Action == AuditAction, cancel);
        }

        var today = clock.Today();
        var roster = new DemoRoster(today, society.Settings).Compose();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var members = await AddMembersAsync(database, roster, cancel);
        var accounts = await AddAccountsAsync(database, roster, members, cancel);
        await AddMoneyAsync(database, roster, members, await AddChargesAsync(database, society, members, today, cancel), today, cancel);
        database.AddRange(DemoNotices.For(today));
        database.Add(FailedMail(clock.UtcNow().AddDays(-2)));
        database.RecordBySystem(clock.UtcNow(), AuditAction, null, new { Members = members.Count }, AuditTrail.Command);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await FillOfficeAsync(database, society.Id, DebtorsOf(roster, members, accounts), cancel);
        return true;
    }

    // By the product's own use cases, which open transactions of their own.
    private async Task FillOfficeAsync(MemberHubDbContext database, long societyId, IEnumerable<DemoDebtor> debtors, CancellationToken cancel)
    {
        var staff = await database.StaffAssignments.ToDictionaryAsync(person => person.Role, person => person.AccountId, cancel);
        var office = new DemoOffice(services, clock, societyId, staff, debtors);
        foreach (var step in steps.OrderBy(step => step.ComesLast))
        {
            await step.AddAsync(office, cancel);
        }
    }

    // Who can sign in keeps a free choice of how to pay.
    private static IEnumerable<DemoDebtor> DebtorsOf(IReadOnlyList<DemoMember> roster, List<Member> members, IReadOnlyList<Account> accounts)
    {
        var known = DemoSignIns.Members.Select(member => member.Login).ToHashSet();
        return from i in Enumerable.Range(0, roster.Count)
               let plan = roster[i]
               where plan.Habit is DemoHabit.OwesThisYear or DemoHabit.OwesLastYear or DemoHabit.OwesTwoYears && plan.WithdrawnOn is null && plan.Category != "Honorary" && !known.Contains(plan.Login)
               select new DemoDebtor(members[i].Id, accounts[i].Id, members[i].Number, plan.Person.Kana);
    }

    private static async Task<List<Member>> AddMembersAsync(MemberHubDbContext database, IReadOnlyList<DemoMember> roster, CancellationToken cancel)
    {
        var categories = await database.MemberCategories.ToDictionaryAsync(category => category.Code, category => category.Id, cancel);
        var ranks = await database.Ranks.ToDictionaryAsync(rank => rank.Code, rank => rank.Id, cancel);
        List<Member> members = [.. roster.Select(Create)];
        database.AddRange(members);
        await database.SaveChangesAsync(cancel);
        return members;

        Member Create(DemoMember plan)
        {
            // Settings of another society may lack some of the codes.
            var category = categories.TryGetValue(plan.Category, out var found) ? found : categories.Values.Min();
            long? rank = plan.Rank is { } code && ranks.TryGetValue(code, out var id) ? id : null;
            var member = new Member(MemberNumber.Parse(plan.Number), plan.Person.Name, plan.Person.Kana, category, rank);
            member.Change(plan.Person);
            member.Classify(category, rank, plan.JoinedOn, plan.WithdrawnOn);
            member.Affiliate(plan.Affiliations);
            member.CountUnits(plan.Units);
            return member;
        }
    }

    private async Task<IReadOnlyList<Account>> AddAccountsAsync(MemberHubDbContext database, IReadOnlyList<DemoMember> roster, List<Member> members, CancellationToken cancel)
    {
        using var scope = scopes.CreateScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), DemoSignIns.Password);
        var known = DemoSignIns.Members.Select(member => member.Login).ToHashSet();
        var accounts = roster.Select(plan => Create(plan.Login, plan.Email, known.Contains(plan.Login))).ToList();
        var staff = DemoSignIns.Staff.Select(person => Create(person.Login, $"{person.Login}@office.example.jp", signsIn: true)).ToList();
        database.AddRange(accounts);
        database.AddRange(staff);
        await database.SaveChangesAsync(cancel);
        database.AddRange(accounts.Select((account, i) => new AccountMember { AccountId = account.Id, MemberId = members[i].Id }));
        database.AddRange(staff.Select((account, i) => new StaffAssignment { AccountId = account.Id, Role = DemoSignIns.Staff[i].Role, Name = DemoSignIns.Staff[i].Name }));
        return accounts;

        Account Create(string login, string? email, bool signsIn) => new()
        {
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email?.ToUpperInvariant(),
            EmailConfirmed = email is not null,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            PasswordHash = signsIn ? hash : null,
        };
    }

    private static async Task<ILookup<long, DuesCharge>> AddChargesAsync(
        MemberHubDbContext database, Society society, List<Member> members, DateOnly today, CancellationToken cancel)
    {
        var calendar = society.Settings.Calendar;
        var schedule = new DuesSchedule(await database.DuesRules.ToListAsync(cancel));
        var names = await database.MemberCategories.ToDictionaryAsync(category => category.Id, category => category.NameJa, cancel);
        var newest = calendar.YearOf(today);
        var charges = members.SelectMany(Charge).ToList();
        database.AddRange(charges);
        await database.SaveChangesAsync(cancel);
        return charges.ToLookup(charge => charge.MemberId);

        IEnumerable<DuesCharge> Charge(Member member)
        {
            var first = Math.Max(newest.Year - YearsBack, calendar.YearOf(member.JoinedOn!.Value).Year);
            var last = member.WithdrawnOn is { } left ? calendar.YearOf(left).Year : newest.Year;
            return from year in Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(year => new FiscalYear(year))
                   let amount = schedule.AmountFor(member.CategoryId, member.RankId, year) ?? Yen.Zero
                   where amount > Yen.Zero
                   select new DuesCharge(member.Id, year, DuesItem.AnnualDues, amount * member.Units, names[member.CategoryId], calendar);
        }
    }

    private static async Task AddMoneyAsync(
        MemberHubDbContext database, IReadOnlyList<DemoMember> roster, List<Member> members, ILookup<long, DuesCharge> charges, DateOnly today, CancellationToken cancel)
    {
        var history = new DemoHistory(today);
        List<(Payment Payment, DemoReceipt Receipt)> receipts = [];
        for (var i = 0; i < members.Count; i++)
        {
            var money = history.Of(roster[i].Habit, [.. charges[members[i].Id].OrderBy(charge => charge.FiscalYear)]);
            database.AddRange(money.Waivers);
            receipts.AddRange(money.Receipts.Select(receipt => (new Payment(members[i].Id, receipt.Amount, receipt.ReceivedOn, receipt.Method, PaymentSource.Import), receipt)));
        }

        database.AddRange(receipts.Select(item => item.Payment));
        await database.SaveChangesAsync(cancel);
        foreach (var (payment, receipt) in receipts)
        {
            var left = receipt.Amount;
            foreach (var charge in receipt.Charges)
            {
                var part = Yen.Min(left, charge.Amount);
                database.Add(new Allocation(payment.Id, charge.Id, part));
                left -= part;
            }

            if (left > Yen.Zero)
            {
                database.Add(new Credit(payment.MemberId, payment.Id, left));
            }
        }
    }

    // The address of a domain that has no server.
    private static OutboxMail FailedMail(DateTime atUtc) => new()
    {
        Recipient = "old-address@closed-hospital.example.com",
        Subject = "機関誌の送付先をご確認ください",
        Body = "異動された方は、所属先または通信先の変更をお願いします。",
        CreatedUtc = atUtc,
        NextAttemptUtc = atUtc,
        Attempts = 1,
        LastError = "550",
        FailedUtc = atUtc.AddMinutes(2),
    };
}
