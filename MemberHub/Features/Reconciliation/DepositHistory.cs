using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation;

/// <summary>Finds deposits with their history, and says who was first.</summary>
public sealed class DepositHistory(MemberHubDatabases databases, IStringLocalizer<ReconciliationText> text)
{
    public static Task<UnmatchedDeposit?> FindAsync(MemberHubDbContext database, long depositId, CancellationToken cancel) =>
        database.UnmatchedDeposits.Include(deposit => deposit.Events).SingleOrDefaultAsync(deposit => deposit.Id == depositId, cancel);

    /// <summary>What a person is told whose colleague was first.</summary>
    public async Task<Refusal> TakenAsync(long societyId, long depositId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        if (await FindAsync(database, depositId, cancel) is not { } deposit)
        {
            return new DepositNotFound();
        }

        var last = deposit.Events.MaxBy(item => item.Sequence)!;
        return new DepositHandled(await NameAsync(database, last.AccountId, cancel), text[$"State.{deposit.State}"], Moment(last.OccurredUtc));
    }

    /// <summary>The colleague's name; a general word where nobody is known.</summary>
    public async Task<string> NameAsync(MemberHubDbContext database, long? accountId, CancellationToken cancel) => (await NamesAsync(database, [accountId], cancel))(accountId);

    /// <summary>The names of several colleagues in one statement.</summary>
    public async Task<Func<long?, string>> NamesAsync(MemberHubDbContext database, IEnumerable<long?> accountIds, CancellationToken cancel)
    {
        var names = await database.ReadStaffNamesAsync(accountIds, cancel);
        return id => id is { } known && names.GetValueOrDefault(known) is { Length: > 0 } name ? name : text["Somebody"];
    }

    /// <summary>11/22 14:05, in Japan.</summary>
    public static string Moment(DateTime utc) => JapanTime.Local(utc).ToString("M/d HH:mm", CultureInfo.InvariantCulture);
}
