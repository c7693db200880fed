using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>A member says in which month the hospital pays a year (お支払い予定月), or takes it back. Reminders wait for the month's end.</summary>
public sealed class NamePaymentMonth(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="month">Any day of the month; null takes it back.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, FiscalYear year, DateOnly? month, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.RecordMoney, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var (first, last) = PaymentMonthChoices.Range(clock.Today());
        if (month < first || month >= last.AddMonths(1))
        {
            return new PaymentMonthOutOfRange(first, last);
        }

        if (!await database.DuesCharges.AnyAsync(charge => charge.MemberId == memberId && charge.FiscalYear == year, cancel))
        {
            return new NotAllowed();
        }

        var named = await database.PaymentMonths.SingleOrDefaultAsync(item => item.MemberId == memberId && item.FiscalYear == year, cancel);
        var before = named?.Month;
        switch (named, month)
        {
            case (null, null):
                return Done.It;
            case (null, { } chosen):
                database.Add(new PaymentMonth(memberId, year, chosen));
                break;
            case ({ } old, null):
                database.Remove(old);
                break;
            case ({ } old, { } chosen):
                old.Change(chosen);
                break;
        }

        database.Record(actor, clock.UtcNow(), nameof(NamePaymentMonth), memberId, new { Year = year.Year, Before = before, After = month });

        // A second press of the same button has said the same.
        await database.TrySaveAsync(cancel);
        return Done.It;
    }
}

/// <summary>The months a member may name.</summary>
internal static class PaymentMonthChoices
{
    private const int MonthsAhead = 12;

    public static (DateOnly First, DateOnly Last) Range(DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        return (first, first.AddMonths(MonthsAhead));
    }

    public static IReadOnlyList<DateOnly> Of(DateOnly today) => [.. Enumerable.Range(0, MonthsAhead + 1).Select(step => Range(today).First.AddMonths(step))];
}
