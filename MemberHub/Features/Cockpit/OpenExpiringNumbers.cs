using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Cockpit;

/// <summary>A 払込番号 that will expire unpaid if nobody acts.</summary>
public sealed record ExpiringNumber(long MemberId, string MemberNumber, string Name, string Phone, Yen Amount, ConvenienceStore? Store, DateTime DeadlineUtc, bool Reminded);

/// <summary>The first page of them, the soonest first, and how many there are.</summary>
public sealed record ExpiringNumbers(IReadOnlyList<ExpiringNumber> Rows, int Count);

/// <summary>Reads the numbers that expire soon, with whom to call about them; who was shown stands in the audit trail.</summary>
public sealed class OpenExpiringNumbers(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<Result<ExpiringNumbers>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var orders = database.ExpiringNumbers(clock.UtcNow());
        var rows = await orders.OrderBy(order => order.DeadlineUtc).ThenBy(order => order.Id).Take(PageSize)
            .Join(database.Members, order => order.MemberId, member => member.Id, (order, member) => new
            {
                member.Id,
                member.Number,
                member.Person.Name,
                order.Details,
                order.DeadlineUtc,
                Amounts = order.Lines.Select(line => line.Amount).ToList(),
                Reminded = order.Events.Any(item => item.Kind == PaymentEventKind.Reminded),
            })
            .ToListAsync(cancel);
        if (rows.Count > 0)
        {
            database.Record(actor, clock.UtcNow(), nameof(OpenExpiringNumbers), null, new { Members = rows.Select(row => row.Number.Digits) });
            await database.SaveChangesAsync(cancel);
        }

        return new ExpiringNumbers(
            [.. rows.OrderBy(row => row.DeadlineUtc).Select(row => new ExpiringNumber(
                row.Id, row.Number.Digits, row.Name, row.Details.Contact?.Phone ?? "", row.Amounts.Total(amount => amount), row.Details.Store, row.DeadlineUtc!.Value, row.Reminded))],
            await orders.CountAsync(cancel));
    }
}
