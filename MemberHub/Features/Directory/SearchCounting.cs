using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Search;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Directory;

/// <summary>Counts an account's searches within the hour that its first one began. Each step is one statement, so the nodes share one count.</summary>
internal static class SearchCounting
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Counts one search more; null where it may go on, else when it may.</summary>
    public static async Task<SearchesUsedUp?> TakeSearchAsync(this MemberHubDbContext database, Actor actor, int limit, DateTime nowUtc, CancellationToken cancel)
    {
        var begun = nowUtc - Hour;
        var mine = database.DirectorySearches.Where(row => row.AccountId == actor.AccountId);
        while (true)
        {
            if (await mine.Where(row => row.SinceUtc > begun && row.Count < limit).ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + 1), cancel) > 0
                || await mine.Where(row => row.SinceUtc <= begun).ExecuteUpdateAsync(set => set.SetProperty(row => row.SinceUtc, nowUtc).SetProperty(row => row.Count, 1), cancel) > 0
                || await BeginAsync(database, actor, nowUtc, cancel))
            {
                return null;
            }

            // Between these statements another node may have begun a new hour.
            if (await mine.Where(row => row.SinceUtc > begun && row.Count >= limit).Select(row => (DateTime?)row.SinceUtc).SingleOrDefaultAsync(cancel) is { } since)
            {
                await RecordOnceAsync(database, mine, actor, limit, nowUtc, cancel);
                return new SearchesUsedUp(limit, NextMinute(since + Hour));
            }
        }
    }

    private static async Task<bool> BeginAsync(MemberHubDbContext database, Actor actor, DateTime nowUtc, CancellationToken cancel)
    {
        if (await database.DirectorySearches.AnyAsync(row => row.AccountId == actor.AccountId, cancel))
        {
            return false;
        }

        var first = database.Add(new DirectorySearches { AccountId = actor.AccountId, SinceUtc = nowUtc, Count = 1 });
        try
        {
            await database.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            first.State = EntityState.Detached;
            return false;
        }
    }

    // The office sees who reached the limit, once an hour and never for whom they looked.
    private static async Task RecordOnceAsync(MemberHubDbContext database, IQueryable<DirectorySearches> mine, Actor actor, int limit, DateTime nowUtc, CancellationToken cancel)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await mine.Where(row => row.Count == limit).ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, limit + 1), cancel) > 0)
        {
            database.Record(actor, nowUtc, nameof(SearchDirectory), actor.MemberId, new { Limit = limit });
            await database.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static TimeOnly NextMinute(DateTime utc)
    {
        var local = TimeOnly.FromDateTime(JapanTime.Local(utc));
        return local.Ticks % TimeSpan.TicksPerMinute == 0 ? local : new TimeOnly(local.Hour, local.Minute).AddMinutes(1);
    }
}
