using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>Reads what is printed on the slips of a pile. One that has been paid or cancelled in the meantime is left out: nobody is to pay it again.</summary>
internal static class SlipContents
{
    /// <summary>Those of the orders that are to be printed now, in the order given.</summary>
    public static async Task<IReadOnlyList<long>> ReadPrintableAsync(this MemberHubDbContext database, string pile, IReadOnlyList<long> orderIds, CancellationToken cancel)
    {
        var printable = new List<long>();
        foreach (var ids in orderIds.Chunk(SlipSteps.BatchSize))
        {
            var rows = await database.Printable(pile, ids).Select(order => new { order.Id, order.Details }).ToListAsync(cancel);
            var found = rows.Where(row => row.Details.SlipTo is not null).Select(row => row.Id).ToHashSet();
            printable.AddRange(ids.Where(found.Contains));
        }

        return printable;
    }

    /// <summary>What is printed on them, in the order given.</summary>
    public static IAsyncEnumerable<SlipContent> ReadSlipContentsAsync(
        this MemberHubDatabases databases, long societyId, string pile, IReadOnlyList<long> orderIds, CancellationToken cancel) =>
        ReadAhead.InBatchesAsync(orderIds, FetchPile.BatchSize, async (ids, stop) =>
        {
            await using var database = databases.Open(societyId);
            return await database.ReadBatchAsync(pile, ids, stop);
        }, cancel);

    /// <summary>How many slips the pile has.</summary>
    public static Task<int> CountPrintedAsync(this MemberHubDbContext database, long pile, CancellationToken cancel)
    {
        var name = pile.ToString(CultureInfo.InvariantCulture);
        return database.PaymentEvents.CountAsync(item => item.Kind == PaymentEventKind.SlipPrinted && item.Detail == name, cancel);
    }

    public static async Task<SlipIssuer?> ReadSlipIssuerAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var settings = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);
        return settings.PostalAccount.IsComplete() ? new SlipIssuer(settings.PostalAccount, settings.SlipPrinting, settings.Issuer) : null;
    }

    private static IQueryable<PaymentOrder> Printable(this MemberHubDbContext database, string pile, IReadOnlyCollection<long> ids) =>
        database.PaymentOrders.Where(order => ids.Contains(order.Id) && order.Lines.Any(line => line.ClosedUtc == null)
            && order.Events.Any(item => item.Kind == PaymentEventKind.SlipPrinted && item.Detail == pile));

    private static async Task<IReadOnlyList<SlipContent>> ReadBatchAsync(this MemberHubDbContext database, string pile, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var rows = await (
            from order in database.Printable(pile, ids)
            join member in database.Members on order.MemberId equals member.Id
            select new { order.Id, order.CreatedUtc, order.Details, member.Number, member.Person.MobilePhone, Home = member.Person.Home.Phone })
            .ToDictionaryAsync(row => row.Id, cancel);

        // Apart from the orders: in one query SQLite would gather the lines of the whole society for each batch.
        var lines = (await (
            from order in database.PaymentOrders
            where ids.Contains(order.Id)
            from line in order.Lines
            join charge in database.DuesCharges on line.ChargeId equals charge.Id
            orderby charge.FiscalYear, charge.Item, line.Id
            select new { OrderId = order.Id, Line = new SlipLine(charge.FiscalYear, charge.Item, line.Amount) }).ToListAsync(cancel)).ToLookup(row => row.OrderId, row => row.Line);
        return
        [
            .. from id in ids
               where rows.ContainsKey(id)
               let row = rows[id]
               where row.Details.SlipTo is not null
               select new SlipContent
               {
                   Number = SlipNumber.Of(row.Id, row.CreatedUtc),
                   MemberNumber = row.Number.Digits,
                   To = row.Details.SlipTo!,
                   Phone = JapanesePhone.InThreeParts(row.MobilePhone) ?? JapanesePhone.InThreeParts(row.Home) ?? "",
                   Lines = [.. lines[id]],
               },
        ];
    }
}
