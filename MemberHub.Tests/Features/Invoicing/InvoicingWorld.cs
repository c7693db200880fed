using MemberHub.Data;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Invoicing;
using MemberHub.Tests.Features.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Invoicing;

/// <summary>What the office invoices in a society with money coming in.</summary>
internal sealed class InvoicingWorld(DepositsWorld world) : IAsyncDisposable
{
    public DepositsWorld Money => world;

    public Actor Secretary => world.Secretary;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<InvoicingWorld> CreateAsync() => new(await DepositsWorld.CreateAsync());

    public static SplitForm Split(IReadOnlyList<long> charges, PaymentMethod method = PaymentMethod.BankTransfer, bool ends = false) => new()
    {
        Charges = charges,
        Method = method,
        Ends = ends,
        Institution = "みなと総合医療センター",
        Reason = "病院の会計年度のため",
        RequestKey = Guid.NewGuid().ToString("N"),
    };

    public static JointForm Joint(IReadOnlyList<long> charges, long total) => new()
    {
        Charges = charges,
        Institution = "みなと総合医療センター",
        ShownTotal = total,
        RequestKey = Guid.NewGuid().ToString("N"),
    };

    public static ReaddressForm Readdress(string institution) => new() { Institution = institution, Reason = "機関名の変更", RequestKey = Guid.NewGuid().ToString("N") };

    public T Get<T>()
        where T : notnull => world.Database.Get<T>();

    /// <summary>The charges of these members, by member and year.</summary>
    public async Task<IReadOnlyList<long>> ChargesAsync(params Actor[] members)
    {
        var ids = members.Select(member => member.MemberId!.Value).ToList();
        await using var context = Open();
        return await context.DuesCharges.Where(charge => ids.Contains(charge.MemberId)).OrderBy(charge => charge.MemberId).ThenBy(charge => charge.FiscalYear).Select(charge => charge.Id).ToListAsync(Cancel);
    }

    public async Task<IReadOnlyList<OrderState>> StatesAsync(Actor member)
    {
        await using var context = Open();
        return [.. (await context.PaymentOrders.Include(order => order.Events).Where(order => order.MemberId == member.MemberId).OrderBy(order => order.Id).ToListAsync(Cancel)).Select(order => order.State)];
    }

    public async Task<IssuedDocument> DocumentAsync(string number)
    {
        await using var context = Open();
        return await context.IssuedDocuments.Include(document => document.Files).SingleAsync(document => document.Number == number, Cancel);
    }

    public async Task<InvoiceContent> ContentAsync(string number) => ReadableJson.Read<InvoiceContent>((await DocumentAsync(number)).Snapshot);

    public MemberHubDbContext Open() => world.Database.Databases.Open(world.Secretary.SocietyId);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
