using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Support;

/// <summary>Puts a member with an account, charges and payments into a test's database; sets only what matters.</summary>
public sealed class RosterBuilder(MemberHubDatabases databases, Society society)
{
    private readonly List<(int Year, long Amount, long Paid, Waiving Waived)> years = [];
    private string number = "0000101";
    private string name = "髙橋　真理子";
    private string category = "正会員";
    private DateOnly? withdrawnOn;
    private AffiliationDetails? affiliation = new() { Institution = "みなと総合医療センター", Department = "臨床検査部" };

    public RosterBuilder Numbered(string digits) => Set(() => number = digits);

    public RosterBuilder Named(string text) => Set(() => name = text);

    public RosterBuilder Of(string categoryName) => Set(() => category = categoryName);

    public RosterBuilder WithoutAffiliation() => Set(() => affiliation = null);

    public RosterBuilder PostedTo(string postalCode, string address) =>
        Set(() => affiliation = affiliation! with { Place = new PostalAddress { PostalCode = postalCode, Address = address, Phone = "022-0123-4567" } });

    public RosterBuilder WithdrawnOn(DateOnly day) => Set(() => withdrawnOn = day);

    public RosterBuilder Charged(int year, long amount, long paid = 0) => Set(() => years.Add((year, amount, paid, Waiving.No)));

    public RosterBuilder Waived(int year, long amount) => Set(() => years.Add((year, amount, 0, Waiving.Yes)));

    public RosterBuilder WaivedByMistake(int year, long amount) => Set(() => years.Add((year, amount, 0, Waiving.TakenBack)));

    /// <summary>Adds the member and answers the actor that the member is when signed in.</summary>
    public async Task<Actor> AddAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = databases.Open(society.Id);
        var categoryId = (await database.MemberCategories.SingleAsync(row => row.NameJa == category, cancel)).Id;
        var member = new Member(MemberNumber.Parse(number), name, "たかはし　まりこ", categoryId, null);
        member.Classify(categoryId, null, new DateOnly(2010, 4, 1), withdrawnOn);
        if (affiliation is not null)
        {
            member.Affiliate([affiliation]);
        }

        var login = $"member{number}";
        var account = new Account
        {
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            Email = $"{login}@example.jp",
            NormalizedEmail = $"{login}@example.jp".ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        database.AddRange(member, account);
        await database.SaveChangesAsync(cancel);
        database.Add(new AccountMember { AccountId = account.Id, MemberId = member.Id });
        foreach (var year in years)
        {
            await ChargeAsync(database, member.Id, year, cancel);
        }

        await database.SaveChangesAsync(cancel);
        return new Actor(account.Id, society.Id, member.Id, [], withdrawnOn is not null);
    }

    private async Task ChargeAsync(MemberHubDbContext database, long memberId, (int Year, long Amount, long Paid, Waiving Waived) year, CancellationToken cancel)
    {
        var charge = new DuesCharge(memberId, new FiscalYear(year.Year), DuesItem.AnnualDues, new Yen(year.Amount), category, society.Settings.Calendar);
        database.Add(charge);
        await database.SaveChangesAsync(cancel);
        if (year.Waived != Waiving.No)
        {
            var waiver = new Waiver(charge.Id, new Yen(year.Amount), "留学のため", charge.PeriodStart);
            if (year.Waived == Waiving.TakenBack)
            {
                waiver.Reverse(charge.PeriodStart.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
            }

            database.Add(waiver);
        }

        if (year.Paid == 0)
        {
            return;
        }

        var payment = new Payment(memberId, new Yen(year.Paid), charge.DueOn, PaymentMethod.BankTransfer, PaymentSource.Office);
        database.Add(payment);
        await database.SaveChangesAsync(cancel);
        var allocated = Yen.Min(payment.Amount, charge.Amount);
        database.Add(new Allocation(payment.Id, charge.Id, allocated));
        if (payment.Amount > allocated)
        {
            database.Add(new Credit(memberId, payment.Id, payment.Amount - allocated));
        }
    }

    private RosterBuilder Set(Action change)
    {
        change();
        return this;
    }

    private enum Waiving
    {
        No,
        Yes,
        TakenBack,
    }
}
