using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>An open year with the month the member named for it.</summary>
public sealed record OpenYear(FiscalYear Year, Yen Open, DateOnly? Month);

/// <summary>The open years of a member and the months that can be chosen, each by its first day.</summary>
public sealed record PaymentMonthsView(IReadOnlyList<OpenYear> Years, IReadOnlyList<DateOnly> Months)
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>A month as the form has it.</summary>
    public static string Value(DateOnly month) => month.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>What was chosen in the form and is not so already: years with their month, or with null where it was taken back.</summary>
    public IEnumerable<(FiscalYear Year, DateOnly? Month)> Chosen(IReadOnlyList<int>? years, IReadOnlyList<string>? months) =>
        from pair in (years ?? []).Zip(months ?? [])
        let month = DateOnly.TryParseExact(pair.Second, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null
        where Years.Any(open => open.Year.Year == pair.First && open.Month != month)
        select (new FiscalYear(pair.First), month);
}

/// <summary>Reads for which open years the member named a month; three statements.</summary>
public sealed class OpenPaymentMonths(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<PaymentMonthsView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.RecordMoney, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        var today = clock.Today();
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var named = await database.PaymentMonths.Where(month => month.MemberId == memberId).ToDictionaryAsync(month => month.FiscalYear, month => month.Month, cancel);
        return new PaymentMonthsView(
            [.. ledger.Charges.Where(charge => charge.IsOpen).GroupBy(charge => charge.Year).OrderBy(year => year.Key)
                .Select(year => new OpenYear(year.Key, year.Total(charge => charge.Open), named.TryGetValue(year.Key, out var month) ? month : null))],
            PaymentMonthChoices.Of(today));
    }
}
