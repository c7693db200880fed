using System.Text;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Ledger;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Platform.Files.Deposits;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Reconciliation;

/// <summary>A society with two people in its office, and the means to bring deposits in.</summary>
internal sealed class DepositsWorld : IAsyncDisposable
{
    private DepositsWorld(PlainDatabase database) => Database = database;

    public PlainDatabase Database { get; }

    public Actor Accountant { get; private set; } = null!;

    public Actor Secretary { get; private set; } = null!;

    public Actor Viewer => Accountant with { Roles = [StaffRole.Viewer] };

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DepositsWorld> CreateAsync(bool guarded = true, IReadOnlyDictionary<string, string>? settings = null)
    {
        var world = new DepositsWorld(await PlainDatabase.CreateWithSocietyAsync(pools: true, guarded, settings));
        world.Accountant = await world.AddStaffAsync("佐伯　由香", StaffRole.Accountant);
        world.Secretary = await world.AddStaffAsync("野口　健", StaffRole.Secretary);
        return world;
    }

    public async Task<Actor> OwingAsync(string number, params (int Year, long Amount)[] charges)
    {
        var builder = new RosterBuilder(Database.Databases, Database.Society).Numbered(number).Named($"高橋　{number}");
        foreach (var (year, amount) in charges)
        {
            builder.Charged(year, amount);
        }

        return await builder.AddAsync();
    }

    public async Task<ImportedDeposits> ImportAsync(ZenginText file, string name = "nyushukkin.txt") =>
        (await Database.Get<ImportDepositFile>().RunAsync(Secretary, name, file.ToBytes(), Cancel)).OrThrow();

    public async Task<long> TypeInAsync(long amount, string message = "", string payer = "") => (await Database.Get<TypeInDeposit>().RunAsync(
        Secretary,
        new TypedDeposit { Day = "2026-11-20", Amount = $"{amount}", Message = message, Payer = payer, RequestKey = Guid.NewGuid().ToString("N") },
        Cancel)).OrThrow();

    public async Task<InboxView> InboxAsync(InboxFilter filter = InboxFilter.All, int page = 1) => (await Database.Get<OpenInbox>().RunAsync(Viewer, filter, page, Cancel)).OrThrow();

    public async Task<InboxRow> RowAsync(long depositId) => (await InboxAsync()).Rows.Single(row => row.Deposit.Id == depositId);

    /// <summary>Settles by the first choice, as the page does.</summary>
    public Task<Result<Done>> SettleAsync(Actor actor, InboxRow row, bool forgives = false, int choice = 0) =>
        Database.Get<SettleDeposit>().RunAsync(actor, ChoiceCode.Read(row.Choices[choice].Code, row.Deposit.Id, forgives)!, Cancel);

    public async Task<string> InvoiceAsync(Actor member, long total) => (await Database.Get<IssueInvoice>().RunAsync(
        member, new InvoiceForm { Institution = "みなと総合医療センター", ShownTotal = total, RequestKey = Guid.NewGuid().ToString("N") }, Cancel)).OrThrow();

    /// <summary>The number of a payment slip for all that the member owes.</summary>
    public async Task<string> SlipAsync(Actor member)
    {
        await using var context = Database.Databases.Open(member.SocietyId);
        var charges = await context.DuesCharges.Where(charge => charge.MemberId == member.MemberId).Select(charge => new { charge.Id, charge.Amount }).ToListAsync(Cancel);
        var nowUtc = Database.Clock.GetUtcNow().UtcDateTime;
        var order = new PaymentOrder(member.MemberId!.Value, PaymentMethod.PaymentSlip, Guid.NewGuid().ToString("N"), nowUtc, charges.Select(charge => (charge.Id, charge.Amount)));
        context.Add(order);
        await context.SaveChangesAsync(Cancel);
        return SlipNumber.Of(order.Id, nowUtc);
    }

    /// <summary>What a store's number is.</summary>
    public const string StoreNumber = "8204917356024";

    /// <summary>A store's number for all that the member owes, issued and not paid.</summary>
    public async Task<PaymentOrder> StoreNumberAsync(Actor member)
    {
        await using var context = Database.Databases.Open(member.SocietyId);
        var charges = await context.DuesCharges.Where(charge => charge.MemberId == member.MemberId).Select(charge => new { charge.Id, charge.Amount }).ToListAsync(Cancel);
        var nowUtc = Database.Clock.GetUtcNow().UtcDateTime;
        var lines = charges.Select(charge => (charge.Id, charge.Amount));
        var order = new PaymentOrder(member.MemberId!.Value, PaymentMethod.ConvenienceStore, Guid.NewGuid().ToString("N"), nowUtc, lines) { Gateway = "SbPayment" };
        order.With(new PaymentDetails(), nowUtc.AddDays(10)).Issue(new Voucher { Number = StoreNumber }, nowUtc, "");
        context.Add(order);
        await context.SaveChangesAsync(Cancel);
        return order;
    }

    /// <summary>The company reports; its answer.</summary>
    public async Task<string> ReportAsync(byte[] body) => Encoding.ASCII.GetString(
        (await Database.Get<ReceiveNotification>().RunAsync("SbPayment", body, "application/x-www-form-urlencoded", "", null, Cancel))!.Body.Span);

    public async Task<IReadOnlyList<PaymentTask>> TasksAsync()
    {
        await using var context = Database.Databases.Open(Accountant.SocietyId);
        return await context.PaymentTasks.AsNoTracking().OrderBy(task => task.Id).ToListAsync(Cancel);
    }

    public async Task<OrderState> OrderAsync(Actor member)
    {
        await using var context = Database.Databases.Open(member.SocietyId);
        return (await context.PaymentOrders.Include(order => order.Events).Where(order => order.MemberId == member.MemberId).OrderByDescending(order => order.Id).FirstAsync(Cancel)).State;
    }

    public async Task<FoundDeposits> FindAsync(DepositSearch search) => (await Database.Get<FindDeposits>().RunAsync(Viewer, search, Cancel)).OrThrow();

    public async Task<CreditsView> CreditsAsync(int page = 1) => (await Database.Get<OpenCredits>().RunAsync(Viewer, page, Cancel)).OrThrow();

    public async Task<IReadOnlyList<PaymentTaskKind>> OpenTasksAsync()
    {
        await using var context = Database.Databases.Open(Accountant.SocietyId);
        return await context.PaymentTasks.Where(task => task.DoneUtc == null).Select(task => task.Kind).ToListAsync(Cancel);
    }

    public async Task<UnmatchedDeposit> DepositAsync(long id)
    {
        await using var context = Database.Databases.Open(Accountant.SocietyId);
        return await context.UnmatchedDeposits.Include(deposit => deposit.Events).SingleAsync(deposit => deposit.Id == id, Cancel);
    }

    public async Task<IReadOnlyList<string>> SubjectsAsync()
    {
        await using var context = Database.Databases.Open(Accountant.SocietyId);
        return await context.OutboxMails.OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Cancel);
    }

    /// <summary>What the last mail says.</summary>
    public async Task<string> LastMailAsync()
    {
        await using var context = Database.Databases.Open(Accountant.SocietyId);
        return await context.OutboxMails.OrderByDescending(mail => mail.Id).Select(mail => mail.Body).FirstAsync(Cancel);
    }

    public async Task<Yen> OwesAsync(Actor member) => (await Database.Get<OpenHistory>().RunAsync(member, Cancel)).OrThrow().Ledger.ToClaim().Total;

    /// <summary>Every broken invariant; empty when the ledger is sound.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync() =>
        [.. (await Database.Get<VerifyLedger>().RunAsync(Cancel)).Where(result => !result.Holds).Select(result => $"{result.Name}: {string.Join(", ", result.Examples)}")];

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task<Actor> AddStaffAsync(string name, StaffRole role)
    {
        await using var context = Database.Databases.Open(Database.Society.Id);
        var login = $"staff-{role}".ToLowerInvariant();
        var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), Email = $"{login}@example.jp", NormalizedEmail = $"{login}@example.jp".ToUpperInvariant(), SecurityStamp = login };
        context.Add(account);
        await context.SaveChangesAsync(Cancel);
        context.Add(new StaffAssignment { AccountId = account.Id, Role = role, Name = name });
        await context.SaveChangesAsync(Cancel);
        return new Actor(account.Id, Database.Society.Id, null, [role]);
    }
}
