using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Jobs;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>Says that the files of an upload are to be taken as they were checked (取り込む). Of two who say so, one wins and the other is told.</summary>
public sealed class TakeRosterImport(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="digest">Of the files whose report was seen.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long id, string digest, CancellationToken cancel)
    {
        if (!actor.MayImport())
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var files = await database.RosterImports.Where(import => import.Id == id).Select(import => new { Roster = import.Roster != null, Dues = import.Dues != null }).SingleOrDefaultAsync(cancel);
        if (files is not null && !actor.MayImport(files.Roster, files.Dues))
        {
            return new NotAllowed();
        }

        // How many members sign in with is changed by it is known only when it is done: whoever takes a roster shows who they are.
        var now = clock.UtcNow();
        if (files is { Roster: true } && !actor.HasProved(now))
        {
            return new ProofNeeded();
        }

        var taken = await database.RosterImports
            .Where(import => import.Id == id && import.Digest == digest && import.OrderedUtc == null && import.Found != "" && (import.Roster != null || import.Dues != null))
            .ExecuteUpdateAsync(
                row => row.SetProperty(import => import.OrderedUtc, now).SetProperty(import => import.TakenBy, actor.AccountId).SetProperty(import => import.TakenFrom, actor.Origin),
                cancel);
        if (taken == 0)
        {
            return await RefusalAsync(database, id, cancel);
        }

        database.Add(new JobRun { Kind = RosterImports.Take, Parameters = RosterImports.ParametersOf(id), StartedUtc = now });
        database.Record(actor, now, nameof(TakeRosterImport), null, new { Import = id, Sha256 = digest });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static async Task<Refusal> RefusalAsync(MemberHubDbContext database, long id, CancellationToken cancel)
    {
        var import = await database.RosterImports.Where(row => row.Id == id).Select(row => new { row.OrderedUtc, row.TakenBy }).SingleOrDefaultAsync(cancel);
        if (import?.OrderedUtc is not { } ordered)
        {
            return new ImportFilesGone();
        }

        return new ImportTakenByAnother(await database.ReadStaffNameAsync(import.TakenBy, cancel) ?? "", JapanTime.DateOf(ordered));
    }
}

public sealed record ImportFilesGone : Refusal;

public sealed record ImportTakenByAnother(string By, DateOnly On) : Refusal;
