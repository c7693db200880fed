using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>Reads the reconciliation inbox: every waiting deposit is graded, one page of them is shown.</summary>
public sealed class OpenInbox(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    private const int FilesShown = 2;

    /// <param name="page">From 1; beyond the last, the last is shown.</param>
    public async Task<Result<InboxView>> RunAsync(Actor actor, InboxFilter filter, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var matcher = await database.ReadMatcherAsync(clock.Today(), cancel);
        var rows = (await database.ReadOpenDepositsAsync(cancel)).Select(deposit => InboxRows.Of(matcher, deposit)).ToList();
        var certain = rows.Where(row => row.Kind == InboxFilter.Certain).ToList();
        var counts = Enum.GetValues<InboxFilter>().ToDictionary(kind => kind, kind => kind == InboxFilter.All ? rows.Count : rows.Count(row => row.Kind == kind));

        // The sure ones first, then the doubtful, then those that nobody can work on now.
        var shown = rows.Where(row => filter == InboxFilter.All || row.Kind == filter).OrderBy(row => row.Kind).ThenByDescending(row => row.Deposit.ReceivedOn).ThenBy(row => row.Deposit.Id);
        var pages = Math.Max(1, (counts[filter] + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        var refunding = database.RefundingDeposits();
        var waits = await database.Societies.Where(society => society.Id == actor.SocietyId)
            .Select(_ => new { Tasks = database.PaymentTasks.Count(task => task.DoneUtc == null), Credits = database.Credits.Count(credit => credit.EndedUtc == null), Refunding = refunding.Count() })
            .SingleAsync(cancel);
        var files = await database.DepositFiles.OrderByDescending(file => file.Id).Take(FilesShown).Select(file => new { file.Name, file.Added }).ToListAsync(cancel);
        return new InboxView
        {
            Filter = filter,
            Counts = counts,
            CertainCount = certain.Count,
            CertainTotal = certain.Total(row => row.Deposit.Amount),
            Rows = [.. shown.Skip((at - 1) * PageSize).Take(PageSize)],
            Page = at,
            Pages = pages,
            Last = await LastAsync(database, actor, cancel),
            Files = [.. files.Select(file => $"{file.Name}（{file.Added}）")],
            CanRecord = actor.May(OfficeRight.RecordMoney),
            OpenTasks = waits.Tasks,
            OpenCredits = waits.Credits,
            Refunding = waits.Refunding,
        };
    }

    private static async Task<LastSettled?> LastAsync(MemberHubDbContext database, Actor actor, CancellationToken cancel)
    {
        var last = await database.DepositEvents
            .Where(item => item.AccountId == actor.AccountId && (item.Kind == DepositEventKind.Settled || item.Kind == DepositEventKind.Split)
                && !database.DepositEvents.Any(later => later.DepositId == item.DepositId && later.Sequence > item.Sequence))
            .OrderByDescending(item => item.Id)
            .Join(database.UnmatchedDeposits, item => item.DepositId, deposit => deposit.Id, (item, deposit) => new
            {
                deposit.Id,
                deposit.ReceivedOn,
                deposit.Amount,
                deposit.Payer,
                Members = database.Payments.Where(payment => payment.DepositId == deposit.Id)
                    .Join(database.Members, payment => payment.MemberId, member => member.Id, (payment, member) => new { member.Number, member.Person.Name }).Take(3).ToList(),
            })
            .FirstOrDefaultAsync(cancel);
        return last is null ? null : new LastSettled(
            last.Id, last.ReceivedOn, last.Amount, last.Members.Count == 0 ? last.Payer : string.Join("、", last.Members.Select(member => $"{member.Name}（{member.Number.Digits}）")));
    }
}
