using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>What the use cases of leaving read alike.</summary>
internal static class WithdrawalReading
{
    private static readonly string[] Steps = [nameof(HandInWithdrawal), nameof(UndoWithdrawal), nameof(ConfirmWithdrawal), nameof(RefuseWithdrawal), nameof(EndWithdrawals), "EndMembership"];

    // An import tells of the notice only where it changes the day of leaving.
    private const string ImportedDay = "\"退会日\"";

    /// <summary>By which terms a notice can be handed in today, the usual ones first. The office may take one by those of the year before: paper lies in a letter box while the year turns.</summary>
    public static IReadOnlyList<WithdrawalTerms> TermsFor(Actor actor, DateOnly today, PaymentCalendar calendar)
    {
        var now = WithdrawalTerms.Of(today, calendar);
        return actor.OnBehalfOf is null ? [now] : [now, WithdrawalTerms.Of(calendar.FirstDay(now.LastYear).AddDays(-1), calendar)];
    }

    public static Task<SocietySettings> SettingsAsync(this MemberHubDbContext database, CancellationToken cancel) =>
        database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);

    /// <summary>The charges that the notice owes.</summary>
    public static async Task<IReadOnlyList<ChargePosition>> OwedAsync(this MemberHubDbContext database, WithdrawalNotice notice, DateOnly today, CancellationToken cancel) =>
        notice.Terms.OwedOf(await database.ReadLedgerAsync(notice.MemberId, today, cancel));

    public static Yen Open(this IEnumerable<ChargePosition> charges) => charges.Total(charge => charge.Open);

    /// <summary>What was charged for years after the leaving is owed again.</summary>
    public static async Task OweAgainAsync(this MemberHubDbContext database, WithdrawalNotice notice, DateTime nowUtc, CancellationToken cancel)
    {
        foreach (var waiver in await database.Waivers.Where(row => row.WithdrawalNoticeId == notice.Id).ToListAsync(cancel))
        {
            waiver.Reverse(nowUtc);
        }
    }

    /// <summary>Who moved the member's notice on first, for somebody of the office.</summary>
    public static async Task<WithdrawalMoved> MovedAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        new(await database.LatestChangeAsync(entry => entry.MemberId == memberId
            && (Steps.Contains(entry.Action) || (entry.Action == "ImportRosterAndDues" && entry.Details.Contains(ImportedDay))), cancel));

    /// <summary>Saves and commits, or says that somebody else was faster.</summary>
    public static async Task<Result<Done>> CommitAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        try
        {
            await database.SaveChangesAsync(cancel);
            await database.Database.CurrentTransaction!.CommitAsync(cancel);
            return Done.It;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WithdrawalMoved(null);
        }
    }
}
