using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>Reads what reminders depend on: six statements, whatever the number of members.</summary>
internal static class OverdueCharges
{
    public static async Task<ReminderPlan> MakeReminderPlanAsync(this MemberHubDbContext database, ReminderSettings settings, DateOnly today, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        var dueBefore = today.AddDays(-settings.Levels()[0]);
        var rows = await database.Database.SqlQuery<Row>($"""
            SELECT o."Id", o."MemberId", o."FiscalYear", o."Open", o."DueOn", m."Number", m."Name", m."WithdrawnOn", m."DeliveryStoppedOn"
            FROM (
                SELECT c."Id", c."MemberId", c."FiscalYear", c."DueOn", CAST(c."Amount" - COALESCE(SUM(a."Amount"), 0) - COALESCE(MAX(w."Amount"), 0) AS bigint) AS "Open"
                FROM "DuesCharges" c
                LEFT JOIN "Allocations" a ON a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL
                LEFT JOIN (SELECT "ChargeId", SUM("Amount") AS "Amount" FROM "Waivers" WHERE "SocietyId" = {society} AND "ReversedUtc" IS NULL GROUP BY "ChargeId") w ON w."ChargeId" = c."Id"
                WHERE c."SocietyId" = {society} AND c."DueOn" <= {dueBefore} AND c."PayableFrom" <= {today}
                GROUP BY c."Id"
            ) o
            JOIN "Members" m ON m."Id" = o."MemberId"
            WHERE o."Open" > 0
            """).ToListAsync(cancel);
        var orders = await OrdersAsync(database, cancel);
        var sent = (await database.Reminders.GroupBy(reminder => reminder.ChargeId)
            .Select(reminders => new { ChargeId = reminders.Key, Level = reminders.Max(reminder => reminder.Level), Sent = reminders.Max(reminder => reminder.SentUtc) })
            .ToListAsync(cancel)).ToDictionary(item => item.ChargeId);
        var months = (await database.PaymentMonths.AsNoTracking().Where(month => month.Month >= today.AddMonths(-1)).ToListAsync(cancel))
            .ToDictionary(month => (month.MemberId, month.FiscalYear), month => month.LastDay);
        var readers = (await (
            from link in database.AccountMembers
            join account in database.Users on link.AccountId equals account.Id
            where account.Email != null
            select new { link.MemberId, account.Email, account.Language }).ToListAsync(cancel)).DistinctBy(item => item.MemberId).ToDictionary(item => item.MemberId);
        return ReminderPlan.Make(
            rows.Select(row => new OverdueCharge
            {
                ChargeId = row.Id,
                MemberId = row.MemberId,
                Number = MemberNumber.Parse(row.Number),
                Name = row.Name,
                Year = new FiscalYear(row.FiscalYear),
                Open = new Yen(row.Open),
                DueOn = row.DueOn,
                LastLevel = sent.GetValueOrDefault(row.Id)?.Level ?? 0,
                LastSentOn = sent.GetValueOrDefault(row.Id) is { } last ? JapanTime.DateOf(last.Sent) : null,
                Order = orders.TryGetValue(row.Id, out var state) ? state : null,
                WaitsUntil = months.TryGetValue((row.MemberId, new FiscalYear(row.FiscalYear)), out var until) ? until : null,
                DeliveryStopped = row.DeliveryStoppedOn <= today,
                Withdrawn = row.WithdrawnOn <= today,
                Email = readers.GetValueOrDefault(row.MemberId)?.Email,
                Language = readers.GetValueOrDefault(row.MemberId)?.Language,
            }),
            settings,
            today);
    }

    /// <summary>The live orders' states by charge.</summary>
    private static async Task<Dictionary<long, OrderState>> OrdersAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var lines = await database.PaymentOrderLines.Where(line => line.ClosedUtc == null).Select(line => new { line.ChargeId, line.OrderId }).ToListAsync(cancel);
        var events = (await database.PaymentEvents
            .Where(item => database.PaymentOrderLines.Any(line => line.OrderId == item.OrderId && line.ClosedUtc == null))
            .OrderBy(item => item.Sequence).Select(item => new { item.OrderId, item.Kind }).ToListAsync(cancel)).ToLookup(item => item.OrderId, item => item.Kind);
        return lines.ToDictionary(line => line.ChargeId, line => OrderStates.Of(events[line.OrderId]));
    }

    private sealed record Row(long Id, long MemberId, int FiscalYear, long Open, DateOnly DueOn, string Number, string Name, DateOnly? WithdrawnOn, DateOnly? DeliveryStoppedOn);
}
