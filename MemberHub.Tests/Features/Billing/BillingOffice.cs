using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Billing;

/// <summary>A secretary who drafts and an accountant who releases.</summary>
internal sealed class BillingOffice
{
    private readonly PlainDatabase database;

    private BillingOffice(PlainDatabase database, Actor secretary, Actor accountant) => (this.database, Secretary, Accountant) = (database, secretary, accountant);

    public Actor Secretary { get; }

    public Actor Accountant { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<BillingOffice> InAsync(PlainDatabase database) => new(
        database,
        await StaffAsync(database.Databases, database.Society, "jimu", "今野 桂子", StaffRole.Secretary),
        await StaffAsync(database.Databases, database.Society, "keiri", "菅原 修", StaffRole.Accountant));

    public static async Task<Actor> StaffAsync(MemberHubDatabases databases, Society society, string login, string name, StaffRole role)
    {
        await using var context = databases.Open(society.Id);
        var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N") };
        context.Add(account);
        await context.SaveChangesAsync(Cancel);
        context.Add(new StaffAssignment { AccountId = account.Id, Role = role, Name = name });
        await context.SaveChangesAsync(Cancel);
        return new Actor(account.Id, society.Id, null, [role]);
    }

    public async Task<long> DraftAsync(int year) => (await database.Get<DraftBilling>().RunAsync(Secretary, FormFor(year), Cancel)).OrThrow();

    public async Task<long> ReleaseAsync(int year)
    {
        var run = await DraftAsync(year);
        (await database.Get<ReleaseBilling>().RunAsync(Accountant, run, Cancel)).OrThrow();
        return run;
    }

    /// <summary>Drafts, releases, starts and writes.</summary>
    public async Task<long> BillAsync(int year)
    {
        var run = await ReleaseAsync(year);
        (await database.Get<StartBilling>().RunAsync(Secretary, run, Cancel)).OrThrow();
        await database.Get<RunBilling>().RunAsync(Cancel);
        return run;
    }

    public static DraftBillingForm FormFor(int year) => new(year, new DateOnly(2026, 11, 25), new DateOnly(2026, 12, 1));
}
