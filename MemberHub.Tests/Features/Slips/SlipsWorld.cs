using System.Globalization;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Features.Slips;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Slips;

/// <summary>A society whose members ask for payment slips, and its office.</summary>
internal sealed class SlipsWorld : IAsyncDisposable
{
    private int members = 100;

    private SlipsWorld(TestApp app, Society society) => (App, Society) = (app, society);

    public TestApp App { get; }

    public Society Society { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SlipsWorld> BeginAsync()
    {
        var app = new TestApp();
        app.StartServer();
        return new SlipsWorld(app, await app.SocietyAsync());
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>A member who owes two years and has a place to send mail to.</summary>
    public Task<Actor> AddMemberAsync(string name = "髙橋　真理子") =>
        new RosterBuilder(App.Databases, Society).Numbered((++members).ToString("D7", CultureInfo.InvariantCulture)).Named(name)
            .PostedTo("980-0011", "宮城県仙台市青葉区上杉9-82-5").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();

    /// <summary>The number of the order with which the member asks for a slip.</summary>
    public async Task<long> AskAsync(Actor member)
    {
        var reference = (await Get<StartOrder>().RunAsync(
            member, new StartOrderForm { Method = PaymentMethod.PaymentSlip, RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 24_000 }, Cancel)).OrThrow();
        return (await OrderAsync(member, reference)).OrderId;
    }

    public async Task<IReadOnlyList<long>> AskManyAsync(int count)
    {
        var orders = new List<long>();
        for (var number = 0; number < count; number++)
        {
            orders.Add(await AskAsync(await AddMemberAsync()));
        }

        return orders;
    }

    public async Task<OrderView> OrderAsync(Actor member, string? reference = null)
    {
        await using var database = App.Databases.Open(Society.Id);
        reference ??= await database.PaymentOrders.Where(order => order.MemberId == member.MemberId).OrderByDescending(order => order.Id).Select(order => order.Reference).FirstAsync(Cancel);
        return (await Get<OpenOrder>().RunAsync(member, reference, Cancel)).OrThrow();
    }

    /// <summary>A colleague of the office with an account.</summary>
    public async Task<Actor> AddStaffAsync(string name, StaffRole role = StaffRole.Secretary)
    {
        await using var database = App.Databases.Open(Society.Id);
        var login = $"staff{++members}";
        var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = login };
        database.Add(account);
        await database.SaveChangesAsync(Cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = role, Name = name });
        await database.SaveChangesAsync(Cancel);
        return new Actor(account.Id, Society.Id, null, [role]);
    }

    public async Task MoveAsync(Actor member, string address)
    {
        await using var database = App.Databases.Open(Society.Id);
        var row = await database.Members.Include(item => item.Affiliations).SingleAsync(item => item.Id == member.MemberId, Cancel);
        row.Affiliate([row.Affiliations[0].Details with { Place = new PostalAddress { PostalCode = "105-0022", Address = address } }]);
        await database.SaveChangesAsync(Cancel);
    }

    public async Task<SlipList> ListAsync(Actor staff, SlipStage stage, int atLeast = 0, int page = 1) =>
        (await Get<ListSlips>().RunAsync(staff, new SlipFilter(stage, atLeast, page), Cancel)).OrThrow();

    public async Task<List<string>> MailsAsync()
    {
        await using var database = App.Databases.Open(Society.Id);
        return await database.OutboxMails.OrderBy(mail => mail.Id).Select(mail => mail.Subject + "\n" + mail.Body).ToListAsync(Cancel);
    }

    public async Task<List<string>> AuditAsync(string action)
    {
        await using var database = App.Databases.Open(Society.Id);
        return await database.AuditEntries.Where(entry => entry.Action == action).OrderBy(entry => entry.Id).Select(entry => entry.Details).ToListAsync(Cancel);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
