using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>An open year with the month the member named for it.</summary>
public sealed record OpenYear(FiscalYear Year, Yen Open, DateOnly? Month);

/// <summary>The open years of the signed-in member and the months that can be chosen, each by its first day.</summary>
public sealed record PaymentMonthsView(IReadOnlyList<OpenYear> Years, IReadOnlyList<DateOnly> Months);

/// <summary>Reads for which open years the member named a month; three statements.</summary>
public sealed class OpenPaymentMonths(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<PaymentMonthsView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var named = await database.PaymentMonths.Where(month => month.MemberId == memberId).ToDictionaryAsync(month => month.FiscalYear, month => month.Month, cancel);
        return new PaymentMonthsView(
            [.. ledger.Charges.Where(charge => charge.IsOpen).GroupBy(charge => charge.Year).OrderBy(year => year.Key)
                .Select(year => new OpenYear(year.Key, year.Total(charge => charge.Open), named.TryGetValue(year.Key, out var month) ? month : null))],
            PaymentMonthChoices.Of(today));
    }
}
