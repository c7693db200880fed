using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>A slip with the member's claim and address beside it.</summary>
public sealed record SlipView
{
    public required long OrderId { get; init; }

    public required string Number { get; init; }

    public required SlipStage Stage { get; init; }

    public required string Name { get; init; }

    public required string MemberNumber { get; init; }

    public required string Category { get; init; }

    public required IReadOnlyList<SlipViewLine> Lines { get; init; }

    /// <summary>Where it goes; the address of today while the office has not approved it.</summary>
    public required MailingAddress? To { get; init; }

    /// <summary>Another address than <see cref="To"/>: the one that was asked for, before approval; the one of today, after it. Null while they are the same.</summary>
    public MailingAddress? OtherAddress { get; init; }

    public DateOnly? Earliest { get; init; }

    public DateOnly? Latest { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<SlipStepView> Steps { get; init; }

    public Yen Amount => Lines.Total(line => line.Amount);
}

/// <summary>A charge of the slip.</summary>
public sealed record SlipViewLine(FiscalYear Year, DuesItem Item, Yen Amount);

/// <summary>What was done with the slip.</summary>
/// <param name="Who">A colleague's name; empty for the member.</param>
/// <param name="Detail">The day of posting, the number of the pile or what was told to the member.</param>
public sealed record SlipStepView(PaymentEventKind Kind, DateTime AtUtc, string Who, string Detail);

/// <summary>Reads one slip for the office.</summary>
public sealed class OpenSlip(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<SlipView>> RunAsync(Actor actor, long orderId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var nowUtc = clock.UtcNow();
        var day = Looks.DayOf(nowUtc);
        await using var database = databases.Open(actor.SocietyId);
        var row = await (
            from order in database.PaymentOrders
            where order.Id == orderId && order.Method == PaymentMethod.PaymentSlip && order.Lines.Any(line => line.ClosedUtc == null)
            join member in database.Members on order.MemberId equals member.Id
            join category in database.MemberCategories on member.CategoryId equals category.Id
            select new
            {
                order.Id,
                order.CreatedUtc,
                order.Details,
                order.MemberId,
                member.Number,
                member.Person.Name,
                Category = category.NameJa,
                Looked = database.AuditEntries.Any(entry => entry.MemberId == order.MemberId && entry.AccountId == actor.AccountId && entry.Action == Looks.Action && entry.OccurredUtc >= day),
                Lines = (from line in order.Lines
                         join charge in database.DuesCharges on line.ChargeId equals charge.Id
                         orderby charge.FiscalYear, charge.Item
                         select new SlipViewLine(charge.FiscalYear, charge.Item, line.Amount)).ToList(),
            }).SingleOrDefaultAsync(cancel);
        if (row is null)
        {
            return new SlipNotFound();
        }

        if (!row.Looked)
        {
            database.Record(actor, nowUtc, Looks.Action, row.MemberId, new { });
            await database.SaveChangesAsync(cancel);
        }

        var events = await database.PaymentEvents.Where(item => item.OrderId == orderId).OrderByDescending(item => item.Sequence).ToListAsync(cancel);
        var names = await database.ReadStaffNamesAsync(events.Select(item => item.AccountId), cancel);
        var now = (await database.ReadMailingAddressesAsync([row.MemberId], cancel)).GetValueOrDefault(row.MemberId);
        var steps = events.Where(item => SlipStages.Steps.Contains(item.Kind)).ToList();
        var stage = SlipStages.StageOf(steps[0].Kind);
        var to = stage == SlipStage.Requested ? now ?? row.Details.SlipTo : row.Details.SlipTo;
        var other = stage == SlipStage.Requested ? row.Details.SlipTo : now;
        return new SlipView
        {
            OrderId = row.Id,
            Number = SlipNumber.Of(row.Id, row.CreatedUtc),
            Stage = stage,
            Name = row.Name,
            MemberNumber = row.Number.Digits,
            Category = row.Category,
            Lines = row.Lines,
            To = to,
            OtherAddress = other == to ? null : other,
            Earliest = row.Details.SlipEarliest,
            Latest = row.Details.SlipLatest,
            Steps = [.. steps.Select(item => new SlipStepView(item.Kind, item.OccurredUtc, names.GetValueOrDefault(item.AccountId ?? 0, ""), item.Detail))],
        };
    }
}
