using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Cockpit;

/// <summary>What the office's first page shows.</summary>
public sealed record Cockpit
{
    public DateOnly Today { get; init; }

    public DateTime NowUtc { get; init; }

    public IReadOnlyList<QueueRow> Queues { get; init; } = [];

    /// <summary>What came in this month until yesterday, per method.</summary>
    public IReadOnlyList<IncomeRow> Income { get; init; } = [];

    public Yen IncomeTotal => Income.Total(row => row.Amount);
}

/// <summary>A queue as the page lists it.</summary>
/// <param name="Name">Its word in code; the texts are named after it.</param>
/// <param name="Address">The page on which it is finished.</param>
public sealed record QueueRow(string Name, string Address, string Icon, int Count, DateTime? OldestUtc);

/// <summary>Money that came by one method.</summary>
public sealed record IncomeRow(PaymentMethod Method, Yen Amount);

/// <summary>Reads the queues and the month's income.</summary>
public sealed class OpenCockpit(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Cockpit>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        return new Cockpit
        {
            Today = today,
            NowUtc = clock.UtcNow(),
            Queues = [.. (await database.ReadOfficeQueuesAsync(clock.UtcNow(), cancel)).Select(ToRow)],
            Income = await IncomeAsync(database, today, cancel),
        };
    }

    private static QueueRow ToRow(OfficeQueue queue)
    {
        var (address, icon) = queue.Kind switch
        {
            OfficeQueueKind.Deposits => ("/office/money", "coin"),
            OfficeQueueKind.Tasks => ("/office/money/tasks", "loop"),
            OfficeQueueKind.Slips => ("/office/slips", "slip"),
            OfficeQueueKind.FailedMails => ("/office/notices/failed", "mail"),
            OfficeQueueKind.ExpiringNumbers => ("/office/numbers", "clock"),
            _ => throw new ArgumentOutOfRangeException(nameof(queue), queue.Kind, "This queue has no page."),
        };
        return new QueueRow(queue.Kind.ToString(), address, icon, queue.Count, queue.OldestUtc);
    }

    private static async Task<IReadOnlyList<IncomeRow>> IncomeAsync(MemberHubDbContext database, DateOnly today, CancellationToken cancel)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var came = await database.Payments
            .Where(payment => payment.ReceivedOn >= first && payment.ReceivedOn < today)
            .Select(payment => new { payment.Method, payment.Amount })
            .ToListAsync(cancel);
        return [.. Enum.GetValues<PaymentMethod>().Select(method => new IncomeRow(method, came.Where(row => row.Method == method).Total(row => row.Amount)))];
    }
}
