using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Income;

/// <summary>The days asked for, as typed; both included. Without them, this month so far.</summary>
public sealed record IncomeForm
{
    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>The range, or null when it is none.</summary>
    internal (DateOnly From, DateOnly To)? Range(DateOnly today)
    {
        var from = string.IsNullOrWhiteSpace(From) ? new DateOnly(today.Year, today.Month, 1) : JapaneseDate.Read(From);
        var to = string.IsNullOrWhiteSpace(To) ? today : JapaneseDate.Read(To);
        return from is { } first && to is { } last && first <= last ? (first, last) : null;
    }
}

/// <summary>What came in a range of days, and what went back.</summary>
public sealed record IncomeReport(DateOnly From, DateOnly To, IReadOnlyList<IncomeLine> Lines, RefundedMoney Refunded)
{
    public Yen Total => Lines.Total(line => line.Amount);
}

/// <summary>The range has no beginning, no end, or ends before it begins.</summary>
public sealed record NotARange : Refusal;

/// <summary>Adds up the income of a range of days.</summary>
public sealed class OpenIncome(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<IncomeReport>> RunAsync(Actor actor, IncomeForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        if (form.Range(clock.Today()) is not var (from, to))
        {
            return new NotARange();
        }

        await using var database = databases.Open(actor.SocietyId);
        return new IncomeReport(
            from,
            to,
            await database.ReadIncomeAsync(from, to, cancel),
            await database.ReadRefundedAsync(JapanTime.UtcOf(from.ToDateTime(TimeOnly.MinValue)), JapanTime.UtcOf(to.AddDays(1).ToDateTime(TimeOnly.MinValue)), cancel));
    }
}
