using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>Where an upload stands.</summary>
public enum RosterImportState
{
    Checking,

    /// <summary>Waits for somebody to say that it is to be taken.</summary>
    Checked,

    Taking,

    Taken,

    /// <summary>The files are gone; they have to be uploaded again.</summary>
    Gone,
}

/// <summary>An upload as the office sees it.</summary>
/// <param name="MayTake">Whether who looks may take in these files.</param>
/// <param name="Report">What the check found, or, once taken, what was done; null while the check runs.</param>
/// <param name="Stopped">The check or the import was stopped, and has not begun again since.</param>
public sealed record RosterImportView(
    long Id, string RosterName, string DuesName, string Digest, DateTime UploadedUtc, string UploadedBy, RosterImportState State, bool MayTake, DateTime? OrderedUtc, string? TakenBy, RosterImportReport? Report, ImportProgress? Progress, RosterImportStop? Stopped)
{
    public bool IsRunning => State is RosterImportState.Checking or RosterImportState.Taking;
}

/// <summary>Who stopped an import or its check, and when.</summary>
/// <param name="Who">Empty when they are not of the office any more.</param>
public sealed record RosterImportStop(string Who, DateTime AtUtc);

/// <summary>Opens an upload: what was found, how far it is, what was done.</summary>
public sealed class OpenRosterImport(MemberHubDatabases databases, RosterImportBoard board)
{
    public async Task<Result<RosterImportView>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.MayImport())
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var row = await database.RosterImports.Where(import => import.Id == id).Select(import => new
        {
            import.RosterName,
            import.DuesName,
            import.Digest,
            import.UploadedUtc,
            import.AccountId,
            import.OrderedUtc,
            import.TakenBy,
            import.Found,
            import.Done,
            HasRoster = import.Roster != null,
            HasDues = import.Dues != null,
        }).SingleOrDefaultAsync(cancel);
        if (row is null)
        {
            return new ImportNotFound();
        }

        var last = await database.JobsOf(id).OrderByDescending(run => run.Id).Select(run => new { run.StoppedBy, run.FinishedUtc }).FirstOrDefaultAsync(cancel);
        long?[] accounts = [row.AccountId, row.TakenBy, last?.StoppedBy];
        var people = await database.StaffAssignments.Where(staff => accounts.Contains(staff.AccountId))
            .Select(staff => new { staff.AccountId, staff.Name }).ToListAsync(cancel);
        var state = row switch
        {
            { Done.Length: > 0 } => RosterImportState.Taken,
            { OrderedUtc: not null } => RosterImportState.Taking,
            { HasRoster: false, HasDues: false } => RosterImportState.Gone,
            { Found.Length: 0 } => RosterImportState.Checking,
            _ => RosterImportState.Checked,
        };
        var told = row.Done.Length > 0 ? row.Done : row.Found;
        return new RosterImportView(
            id, row.RosterName, row.DuesName, row.Digest, row.UploadedUtc, NameOf(row.AccountId), state, actor.MayImport(row.HasRoster, row.HasDues), row.OrderedUtc, row.TakenBy is { } by ? NameOf(by) : null,
            told.Length > 0 ? ReadableJson.Read<RosterImportReport>(told) : null, board.Of(id),
            last is { StoppedBy: { } stopper, FinishedUtc: { } at } ? new RosterImportStop(NameOf(stopper), at) : null);

        string NameOf(long account) => people.Find(person => person.AccountId == account)?.Name ?? "";
    }
}

public sealed record ImportNotFound : Refusal;
