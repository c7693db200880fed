using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
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

    /// <summary>A printed pile of many slips, all of one member, as the use cases would leave it.</summary>
    public async Task<(Actor Member, long Pile, IReadOnlyList<long> Orders)> AddPileAsync(Actor staff, int count)
    {
        var (member, nowUtc, day) = (await AddMemberAsync(), App.Clock.UtcNow(), new DateOnly(2026, 11, 22));
        await using var database = App.Databases.Open(Society.Id);
        List<DuesCharge> charges = [.. Enumerable.Range(1, count).Select(number => new DuesCharge(
            member.MemberId!.Value, DuesItem.TemporaryDues, $"講習会{number}", new Yen(1_000), "正会員", day, day, Society.Settings.Calendar))];
        database.AddRange(charges);
        await database.SaveChangesAsync(Cancel);
        List<PaymentOrder> orders = [.. charges.Select(charge => new PaymentOrder(charge.MemberId, PaymentMethod.PaymentSlip, Guid.NewGuid().ToString("N"), nowUtc, [(charge.Id, charge.Amount)])
            .With(new PaymentDetails { SlipTo = new MailingAddress("980-0011", "宮城県仙台市青葉区上杉9-82-5", "", "", "髙橋　真理子") }, null))];
        orders.ForEach(order => Assert.True(order.Record(PaymentEventKind.SlipRequested, nowUtc) && order.Record(PaymentEventKind.SlipApproved, nowUtc, staff.AccountId)));
        database.AddRange(orders);
        await database.SaveChangesAsync(Cancel);
        var pile = new JobRun
        {
            Kind = SlipPile.JobKind,
            Parameters = ReadableJson.Write(new SlipPile(staff.AccountId, [.. orders.Select(order => order.Id)])),
            StartedUtc = nowUtc,
            FinishedUtc = nowUtc,
        };
        database.Add(pile);
        await database.SaveChangesAsync(Cancel);
        orders.ForEach(order => Assert.True(order.Record(PaymentEventKind.SlipPrinted, nowUtc, staff.AccountId, $"{pile.Id}")));
        await database.SaveChangesAsync(Cancel);
        return (member, pile.Id, [.. orders.Select(order => order.Id)]);
    }

    /// <summary>The papers of a pile as one file.</summary>
    public async Task<byte[]> FetchAsync(Actor staff, long pile, PilePart part = PilePart.Slips) =>
        await PdfTools.WrittenAsync((await Get<FetchPile>().RunAsync(staff, pile, part, 0, Cancel))!);

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
