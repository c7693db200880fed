using MemberHub.Data;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>Reads what is printed on the slips of a pile. One that has been paid or cancelled in the meantime is left out: nobody is to pay it again.</summary>
internal static class SlipContents
{
    public static async Task<IReadOnlyList<SlipContent>> ReadSlipContentsAsync(
        this MemberHubDbContext database, string pile, IReadOnlyList<long> orderIds, CancellationToken cancel)
    {
        var contents = new List<SlipContent>();
        foreach (var ids in orderIds.Chunk(SlipSteps.BatchSize))
        {
            var rows = await (
                from order in database.PaymentOrders
                where ids.Contains(order.Id) && order.Lines.Any(line => line.ClosedUtc == null)
                    && order.Events.Any(item => item.Kind == PaymentEventKind.SlipPrinted && item.Detail == pile)
                join member in database.Members on order.MemberId equals member.Id
                select new
                {
                    order.Id,
                    order.CreatedUtc,
                    order.Details,
                    member.Number,
                    member.Person.MobilePhone,
                    Home = member.Person.Home.Phone,
                    Lines = (from line in order.Lines
                             join charge in database.DuesCharges on line.ChargeId equals charge.Id
                             orderby charge.FiscalYear, charge.Item
                             select new { charge.FiscalYear, charge.Item, line.Amount }).ToList(),
                }).ToDictionaryAsync(row => row.Id, cancel);
            contents.AddRange(
                from id in ids
                where rows.ContainsKey(id)
                let row = rows[id]
                where row.Details.SlipTo is not null
                select new SlipContent
                {
                    Number = SlipNumber.Of(row.Id, row.CreatedUtc),
                    MemberNumber = row.Number.Digits,
                    To = row.Details.SlipTo!,
                    Phone = row.MobilePhone.Length > 0 ? row.MobilePhone : row.Home,
                    Lines = [.. row.Lines.Select(line => new SlipLine(line.FiscalYear, line.Item, line.Amount))],
                });
        }

        return contents;
    }

    public static async Task<SlipIssuer?> ReadSlipIssuerAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var settings = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);
        return settings.PostalAccount.IsComplete() ? new SlipIssuer(settings.PostalAccount, settings.SlipPrinting, settings.Issuer) : null;
    }
}
