using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>
/// Adds a rank (称号・役職), with what it adds to the dues of some categories from this year on (加算額), or names one anew. What members with the rank
/// pay in later years is set in the dues schedule.
/// </summary>
public sealed class SaveRank(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long? id, RankForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (form.Fault(id is null) is { } fault)
        {
            return fault;
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockSettingsAsync(cancel);
        var rank = id is null ? null : await database.Ranks.SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (id is not null && rank?.Version != form.Version)
        {
            return await database.RankMovedAsync(id, cancel);
        }

        var (ja, en) = ClassFields.Names(form.NameJa, form.NameEn);
        var code = rank?.Code ?? JapaneseText.Code(form.Code!);
        if (await database.Ranks.AnyAsync(row => row.Id != id && (row.NameJa == ja || row.Code == code), cancel))
        {
            return new ClassTaken();
        }

        var before = rank is null ? null : new { rank.NameJa, rank.NameEn };
        if (rank is null)
        {
            rank = new Rank(code, ja, en);
            database.Add(rank);
            await database.SaveChangesAsync(cancel);
            if (ClassFields.Amount(form.Surcharge) is { } surcharge && surcharge > Yen.Zero && !await AddDuesAsync(database, rank, form.Categories, surcharge, cancel))
            {
                return new ClassFaulty(nameof(form.Surcharge), "NoDues");
            }
        }
        else
        {
            rank.Rename(ja, en);
        }

        database.Record(actor, clock.UtcNow(), nameof(SaveRank), null, new { rank.Code, Before = before, After = new { rank.NameJa, rank.NameEn }, Amount = id is null ? ClassFields.Amount(form.Surcharge)?.Value : null });
        return await database.SaveClassAsync(cancel) is { } refusal ? refusal : Done.It;
    }

    // False where one of the categories pays nothing that could be added to.
    private async Task<bool> AddDuesAsync(MemberHubDbContext database, Rank rank, List<long> wanted, Yen surcharge, CancellationToken cancel)
    {
        var settings = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);
        var year = settings.Calendar.YearOf(clock.Today());
        var schedule = new DuesSchedule(await database.DuesRules.AsNoTracking().ToListAsync(cancel));
        foreach (var category in await database.MemberCategories.Where(row => wanted.Contains(row.Id) && row.EndedUtc == null).Select(row => row.Id).ToListAsync(cancel))
        {
            if (schedule.AmountFor(category, null, year) is not { Value: > 0 } own)
            {
                return false;
            }

            database.Add(new DuesRule(category, rank.Id, year, own + surcharge));
        }

        return true;
    }
}
