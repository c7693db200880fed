using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>The office's list of withdrawal notices (退会届): those that live, the office's turn first, and below the last that are over.</summary>
public sealed record WithdrawalList(IReadOnlyList<WithdrawalRow> Live, IReadOnlyList<WithdrawalRow> Over, bool MayDecide, bool HasMore);

/// <param name="Owed">By the notice's terms, today.</param>
public sealed record WithdrawalRow(long Id, string Number, string Name, DateOnly HandedInOn, DateOnly LeavesOn, WithdrawalState State, Yen Owed);

/// <summary>Reads it; four statements, whatever the number of notices.</summary>
public sealed class OpenWithdrawals(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<Result<WithdrawalList>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var rule = (await database.SettingsAsync(cancel)).Withdrawal;
        var live = await ReadAsync(database, database.WithdrawalNotices.Live().OrderBy(notice => notice.ConfirmedUtc != null).ThenBy(notice => notice.LeavesOn).ThenBy(notice => notice.Id), PageSize + 1, cancel);
        var over = await ReadAsync(
            database, database.WithdrawalNotices.Where(notice => notice.RefusedUtc != null || notice.UndoneUtc != null || notice.EndedUtc != null).OrderByDescending(notice => notice.Id), PageSize, cancel);
        var charges = await database.ReadChargesAsync([.. live.Concat(over).Select(row => row.Notice.MemberId).Distinct()], cancel);
        return new WithdrawalList([.. live.Take(PageSize).Select(ToRow)], [.. over.Select(ToRow)], actor.May(OfficeRight.EditMembers), live.Count > PageSize);

        WithdrawalRow ToRow(Found row)
        {
            var owed = row.Notice.Terms.OwedOf(new([.. charges[row.Notice.MemberId]], Yen.Zero, today)).Open();
            return new WithdrawalRow(row.Notice.Id, row.Number.Digits, row.Name, JapanTime.DateOf(row.Notice.HandedInUtc), row.Notice.LeavesOn, row.Notice.StateFor(owed, rule), owed);
        }
    }

    private static Task<List<Found>> ReadAsync(MemberHubDbContext database, IQueryable<WithdrawalNotice> notices, int most, CancellationToken cancel) => notices.AsNoTracking().Take(most)
        .Join(database.Members, notice => notice.MemberId, member => member.Id, (notice, member) => new Found(notice, member.Number, member.Person.Name)).ToListAsync(cancel);

    private sealed record Found(WithdrawalNotice Notice, MemberNumber Number, string Name);
}
