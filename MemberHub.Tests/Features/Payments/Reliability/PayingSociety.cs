using System.Globalization;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Ledger;
using MemberHub.Tests.Crash;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>Many members who owe one year each, for tests that pay in great numbers.</summary>
internal sealed class PayingSociety(PlainDatabase database)
{
    public const long Dues = 12_000;

    private int lastMember = 100_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTime NowUtc => database.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Members with an account and one open charge each.</summary>
    public async Task<IReadOnlyList<Debtor>> AddMembersAsync(int count)
    {
        await using var context = database.Databases.Open(database.Society.Id);
        var category = await context.MemberCategories.SingleAsync(item => item.NameJa == "正会員", Cancel);
        List<(Member Member, Account Account)> people = [.. Enumerable.Range(0, count).Select(_ => NewPerson(category.Id))];
        context.AddRange(people.Select(person => person.Member));
        context.AddRange(people.Select(person => person.Account));
        await context.SaveChangesAsync(Cancel);
        List<DuesCharge> charges = [.. people.Select(person => new DuesCharge(
            person.Member.Id, new FiscalYear(2026), DuesItem.AnnualDues, new Yen(Dues), category.NameJa, database.Society.Settings.Calendar))];
        context.AddRange(charges);
        context.AddRange(people.Select(person => new AccountMember { AccountId = person.Account.Id, MemberId = person.Member.Id }));
        await context.SaveChangesAsync(Cancel);
        return [.. people.Zip(charges, (person, charge) => new Debtor(new Actor(person.Account.Id, database.Society.Id, person.Member.Id, [], false), charge.Id))];
    }

    /// <summary>An order of each payer, in the state that <paramref name="happens"/> brings about.</summary>
    public async Task<IReadOnlyList<PaymentOrder>> OrderAsync(
        IEnumerable<Debtor> payers, PaymentMethod method, Action<PaymentOrder, DateTime> happens, string gateway = "SbPayment")
    {
        await using var context = database.Databases.Open(database.Society.Id);
        List<PaymentOrder> orders = [.. payers.Select(payer => new PaymentOrder(
            payer.Actor.MemberId!.Value, method, Guid.NewGuid().ToString("N"), NowUtc, [(payer.ChargeId, new Yen(Dues))]) { Gateway = gateway })];
        orders.ForEach(order => happens(order, NowUtc));
        context.AddRange(orders);
        await context.SaveChangesAsync(Cancel);
        return orders;
    }

    /// <summary>Every broken invariant with its places; empty when the ledger is sound.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync() =>
        [.. (await database.Get<VerifyLedger>().RunAsync(Cancel)).Where(result => !result.Holds)
            .Select(result => $"{result.Name}: {result.Count}, {string.Join(", ", result.Examples)}")];

    public async Task<IReadOnlyList<string>> ListAsync(string query)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ListAsync(query, row => row.GetString(0));
    }

    private (Member Member, Account Account) NewPerson(long categoryId)
    {
        var number = (++lastMember).ToString("D7", CultureInfo.InvariantCulture);
        var member = new Member(MemberNumber.Parse(number), "青葉　太郎", "あおば　たろう", categoryId, null);
        member.Classify(categoryId, null, new DateOnly(2010, 4, 1), null);
        var login = $"member{number}";
        return (member, new Account
        {
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            Email = $"{login}@example.jp",
            NormalizedEmail = $"{login}@example.jp".ToUpperInvariant(),
            SecurityStamp = login,
        });
    }
}

/// <summary>A member who owes one charge.</summary>
internal sealed record Debtor(Actor Actor, long ChargeId);
