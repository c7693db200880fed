using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>
/// 入金をさがす: lists deposits of any state, those that wait the oldest first, others the newest first. Deposits that are done with are looked for
/// within a year unless a first day is typed, so that the days' index bears the search.
/// </summary>
public sealed class FindDeposits(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    private const int MostMembers = 3;
    private const int MostWords = 5;

    public async Task<Result<FoundDeposits>> RunAsync(Actor actor, DepositSearch search, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        if (!search.IsReadable)
        {
            return new NotASearch();
        }

        var waits = search.Filter is DepositFilter.Open or DepositFilter.Parked or DepositFilter.Refunding;
        var from = search.ReadFrom() ?? (waits ? null : (search.ReadUntil() ?? clock.Today()).AddYears(-1));
        await using var database = databases.Open(actor.SocietyId);
        var wanted = Within(InState(database, search.Filter), from, search);
        var ordered = waits
            ? wanted.OrderBy(deposit => deposit.ReceivedOn).ThenBy(deposit => deposit.Id)
            : wanted.OrderByDescending(deposit => deposit.ReceivedOn).ThenByDescending(deposit => deposit.Id);
        var rows = await ordered.Skip((search.Page - 1) * PageSize).Take(PageSize + 1)
            .Select(deposit => new
            {
                deposit.Id,
                deposit.ReceivedOn,
                deposit.Method,
                deposit.Amount,
                deposit.Payer,
                deposit.Message,
                Events = deposit.Events.OrderBy(item => item.Sequence).Select(item => new { item.Kind, item.Detail }).ToList(),
            })
            .ToListAsync(cancel);
        var ids = rows.ConvertAll(row => (long?)row.Id);
        var members = (await database.Payments.Where(payment => ids.Contains(payment.DepositId) && payment.ReversedUtc == null)
            .Join(database.Members, payment => payment.MemberId, member => member.Id, (payment, member) => new { payment.DepositId, member.Number, member.Person.Name })
            .Distinct().ToListAsync(cancel)).ToLookup(row => row.DepositId, row => $"{row.Name}（{row.Number.Digits}）");
        return new FoundDeposits(
            search with { From = from is { } first ? $"{first:yyyy-MM-dd}" : "" },
            [.. rows.Take(PageSize).Select(row => new FoundDeposit(
                row.Id, row.ReceivedOn, row.Method, row.Amount, row.Payer, row.Message, DepositStates.Of(row.Events.Select(item => item.Kind)), row.Events[^1].Detail, [.. members[row.Id].Take(MostMembers)]))],
            rows.Count > PageSize);
    }

    private static IQueryable<UnmatchedDeposit> InState(MemberHubDbContext database, DepositFilter filter)
    {
        var deposits = database.UnmatchedDeposits.AsQueryable();
        var refunding = database.RefundingDeposits();
        return filter switch
        {
            DepositFilter.Open => deposits.Where(deposit => deposit.ClosedUtc == null
                && deposit.Events.OrderByDescending(item => item.Sequence).Select(item => item.Kind).First() != DepositEventKind.Parked
                && deposit.Events.Any(item => item.Kind == DepositEventKind.Arrived)),
            DepositFilter.Parked => deposits.Where(deposit => deposit.ClosedUtc == null
                && deposit.Events.OrderByDescending(item => item.Sequence).Select(item => item.Kind).First() == DepositEventKind.Parked),
            DepositFilter.Refunding => deposits.Where(deposit => refunding.Contains(deposit.Id)),
            DepositFilter.Done => deposits.Where(deposit => deposit.ClosedUtc != null && !refunding.Contains(deposit.Id)),
            _ => deposits,
        };
    }

    private static IQueryable<UnmatchedDeposit> Within(IQueryable<UnmatchedDeposit> deposits, DateOnly? from, DepositSearch search)
    {
        var (until, amount) = (search.ReadUntil(), search.ReadAmount());
        deposits = from is { } first ? deposits.Where(deposit => deposit.ReceivedOn >= first) : deposits;
        deposits = until is { } last ? deposits.Where(deposit => deposit.ReceivedOn <= last) : deposits;
        deposits = amount is { } sum ? deposits.Where(deposit => deposit.Amount == sum) : deposits;
        foreach (var word in search.Payer.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var half = PayerName.AsBanksWrite(word);
            deposits = deposits.Where(deposit => deposit.Payer.Contains(word) || deposit.Payer.Contains(half) || deposit.Message.Contains(word) || deposit.Message.Contains(half));
        }

        return deposits;
    }
}
