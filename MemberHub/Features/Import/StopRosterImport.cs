using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>
/// Stops an import or its check until it is done (中止). Nothing of the import is done then, and its files wait as they did before somebody said that they are
/// to be taken; the files of a check that is stopped are removed.
/// </summary>
public sealed class StopRosterImport(MemberHubDatabases databases, RosterImportBoard board, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.MayImport())
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var files = await database.RosterImports.Where(import => import.Id == id).Select(import => new { Roster = import.Roster != null, Dues = import.Dues != null }).SingleOrDefaultAsync(cancel);
        if (files is null)
        {
            return new ImportNotFound();
        }

        if (!actor.MayImport(files.Roster, files.Dues))
        {
            return new NotAllowed();
        }

        // On SQLite the import lets nobody write while it runs: it has to go before its row can say that it was stopped.
        board.Stop(id);
        try
        {
            return await StopAsync(database, actor, id, cancel);
        }
        finally
        {
            board.Release(id);
        }
    }

    private async Task<Result<Done>> StopAsync(MemberHubDbContext database, Actor actor, long id, CancellationToken cancel)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var nowUtc = clock.UtcNow();
        if (await database.JobsOf(id).Where(run => run.FinishedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.FinishedUtc, nowUtc).SetProperty(run => run.StoppedBy, actor.AccountId), cancel) == 0)
        {
            return await RefusalAsync(database, id, cancel);
        }

        var wasOrdered = await database.RosterImports.Where(import => import.Id == id && import.OrderedUtc != null).ExecuteUpdateAsync(
            row => row.SetProperty(import => import.OrderedUtc, (DateTime?)null).SetProperty(import => import.TakenBy, (long?)null).SetProperty(import => import.TakenFrom, ""),
            cancel) == 1;
        if (!wasOrdered)
        {
            await database.RosterImports.Where(import => import.Id == id)
                .ExecuteUpdateAsync(row => row.SetProperty(import => import.Roster, (byte[]?)null).SetProperty(import => import.Dues, (byte[]?)null), cancel);
        }

        database.Record(actor, nowUtc, nameof(StopRosterImport), null, new { Import = id, StoppedWork = wasOrdered ? RosterImports.Take : RosterImports.Check });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static async Task<Refusal> RefusalAsync(MemberHubDbContext database, long id, CancellationToken cancel)
    {
        var last = await database.JobsOf(id).OrderByDescending(run => run.Id).Select(run => new { run.Kind, run.StoppedBy, run.FinishedUtc }).FirstAsync(cancel);
        var by = last.StoppedBy ?? await database.RosterImports.Where(import => import.Id == id).Select(import => import.TakenBy ?? import.AccountId).SingleAsync(cancel);
        var who = await database.ReadStaffNameAsync(by, cancel) ?? "";
        var when = last.FinishedUtc is { } utc ? Show.Moment(JapanTime.Local(utc)) : "";
        return last switch
        {
            { StoppedBy: not null } => new ImportStopped(who, when),
            { Kind: RosterImports.Take } => new ImportDone(who, when),
            _ => new ImportCheckDone(when),
        };
    }
}

/// <summary>A colleague stopped it before.</summary>
/// <param name="Who">Their name; empty when they are not of the office any more.</param>
/// <param name="When">The moment in Japan, in words.</param>
public sealed record ImportStopped(string Who, string When) : Refusal;

/// <summary>The import is done and stays.</summary>
/// <param name="Who">Who had said that the files are to be taken.</param>
/// <param name="When">When it was done, in Japan, in words.</param>
public sealed record ImportDone(string Who, string When) : Refusal;

/// <summary>The check has come to its end.</summary>
public sealed record ImportCheckDone(string When) : Refusal;
